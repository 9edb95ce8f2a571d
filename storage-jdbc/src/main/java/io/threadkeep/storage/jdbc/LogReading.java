package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_MESSAGES;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREAD_SOURCES;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.page.Order;
import io.threadkeep.page.PageRequest;
import io.threadkeep.storage.jdbc.SourceRows.Range;
import io.threadkeep.storage.jdbc.schema.tables.records.TkMessagesRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Select;

/**
 * Reads a thread's log as a whole: its own rows, and those of other threads that a fork shares.
 *
 * <p>Positions are dense, so a fork betrays itself by a gap where its own rows begin. Only then the
 * others are looked for: a thread that is no fork costs one query, as if there were no forks. What
 * is shared is never less as long as the fork is there, so that it does not matter when it is read.
 */
record LogReading(MessageRows messages, SourceRows sources) {
  /** Ranges in one query. */
  private static final int CHUNK = 50;

  /** Up to {@code limit} messages below {@code position}, newest first; none if not in scope. */
  List<Message> before(DSLContext sql, Scope scope, ThreadId thread, long position, int limit) {
    return read(sql, scope, thread, Order.NEWEST_FIRST, position, limit).orElse(List.of());
  }

  /**
   * One page, and one message more if there is one.
   *
   * @throws NotFoundException if the thread, or {@code page.after} in it, is not in scope
   */
  List<Message> page(DSLContext sql, Scope scope, ThreadId thread, PageRequest page) {
    long start = page.order() == Order.OLDEST_FIRST ? 0 : Long.MAX_VALUE;
    if (page.after() != null) {
      start = position(sql, scope, thread, page.after());
    }
    return read(sql, scope, thread, page.order(), start, page.limit() + 1)
        .orElseThrow(() -> new NotFoundException("thread", thread.value()));
  }

  Optional<Message> find(DSLContext sql, Scope scope, ThreadId thread, MessageId id) {
    return stored(sql, scope, thread, id).map(message -> in(thread, message));
  }

  /** As it stands in the thread that it was said in. */
  Optional<Message> stored(DSLContext sql, Scope scope, ThreadId thread, MessageId id) {
    return sql.selectFrom(TK_MESSAGES)
        .where(isIn(scope, thread, id.value()))
        .fetchOptional(messages::message);
  }

  /** As {@link #stored}; nobody else changes the message until the transaction ends. */
  Optional<Message> lock(DSLContext sql, Scope scope, ThreadId thread, MessageId id) {
    return sql.selectFrom(TK_MESSAGES)
        .where(isIn(scope, thread, id.value()))
        .forUpdate()
        .fetchOptional(messages::message);
  }

  private static long position(DSLContext sql, Scope scope, ThreadId thread, String id) {
    Long position =
        sql.select(TK_MESSAGES.POSITION)
            .from(TK_MESSAGES)
            .where(isIn(scope, thread, id))
            .fetchOne(TK_MESSAGES.POSITION);
    if (position == null) {
      throw new NotFoundException("message", id);
    }
    return position;
  }

  /** That a message has this id and is in this thread's log. */
  static Condition isIn(Scope scope, ThreadId thread, String id) {
    return TK_MESSAGES
        .ID
        .eq(id)
        .and(TK_MESSAGES.THREAD_ID.eq(thread.value()).or(isShared(thread)))
        .and(ThreadRows.isIn(scope, thread));
  }

  /** That a row of the messages is another thread's that {@code fork} reads. */
  static Condition isShared(ThreadId fork) {
    return exists(
        selectOne()
            .from(TK_THREAD_SOURCES)
            .where(TK_THREAD_SOURCES.THREAD_ID.eq(fork.value()))
            .and(TK_THREAD_SOURCES.SOURCE_ID.eq(TK_MESSAGES.THREAD_ID))
            .and(TK_THREAD_SOURCES.TO_POSITION.ge(TK_MESSAGES.POSITION)));
  }

  /** Nothing if the thread is not in scope; a thread that holds no such message may be read so. */
  Optional<List<Message>> read(
      DSLContext sql, Scope scope, ThreadId thread, Order order, long start, int limit) {
    List<Message> own =
        messages.select(sql, scope, thread, order, start, limit).fetch(messages::message);
    boolean forward = order == Order.OLDEST_FIRST;
    if (forward ? beginsBehind(start, own) : own.size() == limit || reachesStart(start, own)) {
      return Optional.of(own);
    }
    long from = forward || own.isEmpty() ? start : own.get(own.size() - 1).position();
    int missing = forward ? limit : limit - own.size();
    return shared(sql, scope, thread, order, from, missing)
        .map(shared -> forward ? joined(shared, own, limit) : joined(own, shared, limit));
  }

  private static boolean beginsBehind(long start, List<Message> own) {
    return !own.isEmpty() && own.get(0).position() == start + 1;
  }

  private static boolean reachesStart(long start, List<Message> own) {
    return own.isEmpty() ? start <= 1 : own.get(own.size() - 1).position() == 1;
  }

  private static List<Message> joined(List<Message> first, List<Message> then, int limit) {
    List<Message> all = new ArrayList<>(first);
    all.addAll(then);
    return all.subList(0, Math.min(limit, all.size()));
  }

  /** Up to {@code limit} messages beyond {@code start} that are other threads' own rows. */
  private Optional<List<Message>> shared(
      DSLContext sql, Scope scope, ThreadId thread, Order order, long start, int limit) {
    return sources
        .beyond(sql, scope, thread, order, start, limit)
        .map(ranges -> nearest(ranges, order, start, limit))
        .map(ranges -> fetch(sql, thread, order, ranges));
  }

  /** The parts of {@code ranges} that hold the next {@code limit} messages beyond start. */
  private static List<Range> nearest(List<Range> ranges, Order order, long start, int limit) {
    List<Range> parts = new ArrayList<>();
    long left = limit;
    for (Range range : ranges) {
      Range part =
          order == Order.OLDEST_FIRST
              ? range.firstBehind(start, left)
              : range.lastBefore(start, left);
      if (part.size() > 0) {
        parts.add(part);
        left -= part.size();
      }
    }
    return parts;
  }

  private List<Message> fetch(DSLContext sql, ThreadId thread, Order order, List<Range> ranges) {
    List<Message> found = new ArrayList<>();
    for (int from = 0; from < ranges.size(); from += CHUNK) {
      List<Range> some = ranges.subList(from, Math.min(from + CHUNK, ranges.size()));
      select(sql, some).fetch().forEach(row -> found.add(in(thread, messages.message(row))));
    }
    Comparator<Message> byPosition = Comparator.comparingLong(Message::position);
    found.sort(order == Order.OLDEST_FIRST ? byPosition : byPosition.reversed());
    return found;
  }

  /** The messages of {@code ranges}, in any order: an index leads to each range by itself. */
  Select<TkMessagesRecord> select(DSLContext sql, List<Range> ranges) {
    Select<TkMessagesRecord> all = of(sql, ranges.get(0));
    for (Range range : ranges.subList(1, ranges.size())) {
      all = all.unionAll(of(sql, range));
    }
    return all;
  }

  private static Select<TkMessagesRecord> of(DSLContext sql, Range range) {
    return sql.selectFrom(TK_MESSAGES)
        .where(TK_MESSAGES.THREAD_ID.eq(range.source().value()))
        .and(TK_MESSAGES.POSITION.ge(range.from()))
        .and(TK_MESSAGES.POSITION.le(range.to()));
  }

  /** As {@code thread} shows it, whichever thread's row it is. */
  static Message in(ThreadId thread, Message stored) {
    return stored.threadId().equals(thread)
        ? stored
        : new Message(thread, stored.position(), stored.draft());
  }
}
