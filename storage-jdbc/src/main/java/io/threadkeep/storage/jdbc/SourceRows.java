package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREADS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREAD_SOURCES;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.page.Order;
import io.threadkeep.storage.jdbc.schema.tables.TkThreadSources;
import io.threadkeep.storage.jdbc.schema.tables.records.TkThreadSourcesRecord;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.thread.ThreadState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Record3;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The sources' table: in which threads' rows the first messages of a fork are.
 *
 * <p>What a fork reads of a thread is settled under that thread's lock: the fork is made under it,
 * the thread's rows are removed under it, and the fork's own end is noted under it.
 */
final class SourceRows {

  /** Messages of a fork, next to each other, that are {@code source}'s own rows. */
  record Range(ThreadId source, long from, long to) {

    long size() {
      return to - from + 1;
    }

    /** Up to {@code count} messages of it, the first behind {@code start}. */
    Range firstBehind(long start, long count) {
      long first = Math.max(from, start + 1);
      return new Range(source, first, Math.min(to, first + count - 1));
    }

    /** Up to {@code count} messages of it, the last before {@code start}. */
    Range lastBefore(long start, long count) {
      long last = Math.min(to, start - 1);
      return new Range(source, Math.max(from, last - count + 1), last);
    }
  }

  private final Dialect dialect;

  SourceRows(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * At the end of the transaction, which has locked the source. What the source reads of the fork
   * itself, if that has come back, are that one's own rows.
   */
  void insert(DSLContext sql, ThreadId fork, ForkPoint from) {
    List<Range> ranges = new ArrayList<>();
    long sourcesOwn = 1;
    for (Range range : all(sql, from.source())) {
      sourcesOwn = range.to() + 1;
      if (range.from() <= from.position() && !range.source().equals(fork)) {
        long end = Math.min(range.to(), from.position());
        ranges.add(new Range(range.source(), range.from(), end));
      }
    }
    if (sourcesOwn <= from.position()) {
      ranges.add(new Range(from.source(), sourcesOwn, from.position()));
    }
    if (!ranges.isEmpty()) {
      List<TkThreadSourcesRecord> rows =
          ranges.stream()
              .map(
                  range ->
                      new TkThreadSourcesRecord(
                          fork.value(), range.to(), range.from(), range.source().value()))
              .toList();
      LastWrites.add(
          sql, sql.insertInto(TK_THREAD_SOURCES, TK_THREAD_SOURCES.fields()).valuesOfRecords(rows));
    }
  }

  private static List<Range> all(DSLContext sql, ThreadId fork) {
    return sql.selectFrom(TK_THREAD_SOURCES)
        .where(TK_THREAD_SOURCES.THREAD_ID.eq(fork.value()))
        .orderBy(TK_THREAD_SOURCES.TO_POSITION)
        .fetch(
            row ->
                new Range(
                    new ThreadId(row.getSourceId()), row.getFromPosition(), row.getToPosition()));
  }

  /** All that the thread reads of others, the oldest first; nothing if it is not in scope. */
  Optional<List<Range>> all(DSLContext sql, Scope scope, ThreadId thread) {
    return beyond(sql, scope, thread, Order.OLDEST_FIRST, 0, Integer.MAX_VALUE);
  }

  /**
   * Up to {@code limit} ranges with messages beyond {@code start}, the nearest first; none of a
   * thread that is no fork, nothing if it is not in scope.
   */
  Optional<List<Range>> beyond(
      DSLContext sql, Scope scope, ThreadId thread, Order order, long start, int limit) {
    var rows = select(sql, scope, thread, order, start, limit).fetch();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Range> ranges = new ArrayList<>();
    for (Record3<@Nullable String, Long, Long> row : rows) {
      String source = row.value1();
      if (source != null) {
        ranges.add(new Range(new ThreadId(source), row.value2(), row.value3()));
      }
    }
    return Optional.of(ranges);
  }

  /** One row without a source for a thread that is there and has no such range. */
  ResultQuery<Record3<@Nullable String, Long, Long>> select(
      DSLContext sql, Scope scope, ThreadId thread, Order order, long start, int limit) {
    boolean forward = order == Order.OLDEST_FIRST;
    Condition beyond =
        forward
            ? TK_THREAD_SOURCES.TO_POSITION.gt(start)
            : TK_THREAD_SOURCES.FROM_POSITION.lt(start);
    return sql.select(
            TK_THREAD_SOURCES.SOURCE_ID,
            TK_THREAD_SOURCES.FROM_POSITION,
            TK_THREAD_SOURCES.TO_POSITION)
        .from(TK_THREADS)
        .leftJoin(TK_THREAD_SOURCES)
        .on(TK_THREAD_SOURCES.THREAD_ID.eq(TK_THREADS.ID).and(beyond))
        .where(TK_THREADS.ID.eq(thread.value()))
        .and(ThreadRows.found(scope))
        .orderBy(
            forward ? TK_THREAD_SOURCES.TO_POSITION.asc() : TK_THREAD_SOURCES.TO_POSITION.desc())
        .limit(DSL.inline(limit));
  }

  /** Up to where forks read the thread's own rows, but for {@code fork}; 0 if none does. */
  long readUpTo(DSLContext sql, ThreadId thread, @Nullable ThreadId fork) {
    Long end = end(sql, thread, fork).fetch().get(0).value1();
    return end == null ? 0 : end;
  }

  /** Up to where forks read the own rows of each of {@code threads}; nothing of others. */
  static Map<String, Long> readUpTo(DSLContext sql, Collection<String> threads) {
    Field<Long> end = max(TK_THREAD_SOURCES.TO_POSITION);
    return sql.select(TK_THREAD_SOURCES.SOURCE_ID, end)
        .from(TK_THREAD_SOURCES)
        .where(TK_THREAD_SOURCES.SOURCE_ID.in(threads))
        .groupBy(TK_THREAD_SOURCES.SOURCE_ID)
        .fetchMap(TK_THREAD_SOURCES.SOURCE_ID, end);
  }

  Select<Record1<@Nullable Long>> end(DSLContext sql, ThreadId thread, @Nullable ThreadId fork) {
    return sql.select(max(TK_THREAD_SOURCES.TO_POSITION))
        .from(TK_THREAD_SOURCES)
        .where(TK_THREAD_SOURCES.SOURCE_ID.eq(thread.value()))
        .and(fork == null ? noCondition() : TK_THREAD_SOURCES.THREAD_ID.ne(fork.value()));
  }

  /**
   * Locks the thread that {@code said} was said in and the forks that read it, the youngest first,
   * and returns them all.
   */
  List<ThreadId> lockReaders(DSLContext sql, Message said) {
    List<String> readers = readers(sql, said);
    sql.select(TK_THREADS.ID)
        .from(TK_THREADS)
        .where(TK_THREADS.ID.in(readers))
        .orderBy(TK_THREADS.ID.desc())
        .forUpdate()
        .fetch();
    // A fork of one of them may have been made until it was locked.
    if (!readers.containsAll(readers(sql, said))) {
      throw new RacedException();
    }
    return readers.stream().map(ThreadId::new).toList();
  }

  private static List<String> readers(DSLContext sql, Message said) {
    List<String> readers =
        sql.select(TK_THREAD_SOURCES.THREAD_ID)
            .from(TK_THREAD_SOURCES)
            .where(TK_THREAD_SOURCES.SOURCE_ID.eq(said.threadId().value()))
            .and(TK_THREAD_SOURCES.FROM_POSITION.le(said.position()))
            .and(TK_THREAD_SOURCES.TO_POSITION.ge(said.position()))
            .fetch(TK_THREAD_SOURCES.THREAD_ID);
    readers.add(said.threadId().value());
    return readers;
  }

  /** A fork that reads the thread's own rows; the youngest, of those that read most of them. */
  Optional<ThreadId> reader(DSLContext sql, ThreadId thread) {
    return reading(sql, thread).fetchOptional(row -> new ThreadId(row.value1()));
  }

  /**
   * The thread, or a fork that reads it, if only by way of others; one that nobody reads.
   *
   * <p>Who reads a fork reads as much of its sources as the fork itself, and is younger. So it is
   * found at the first step, but for forks that clocks or imports have put out of order.
   */
  ThreadId lastReader(DSLContext sql, ThreadId thread) {
    ThreadId last = thread;
    for (var reader = reader(sql, last); reader.isPresent(); reader = reader(sql, last)) {
      last = reader.get();
    }
    return last;
  }

  Select<Record1<String>> reading(DSLContext sql, ThreadId thread) {
    return sql.select(TK_THREAD_SOURCES.THREAD_ID)
        .from(TK_THREAD_SOURCES)
        .where(TK_THREAD_SOURCES.SOURCE_ID.eq(thread.value()))
        .orderBy(
            dialect.order(
                List.of(TK_THREAD_SOURCES.SOURCE_ID),
                List.of(TK_THREAD_SOURCES.TO_POSITION.desc(), TK_THREAD_SOURCES.THREAD_ID.desc())))
        .limit(DSL.inline(1));
  }

  /**
   * Locks the threads that the fork reads, the youngest first: as the ends of those do that are
   * forks themselves. Returns those that are kept for forks alone.
   *
   * <p>Those that are there are locked, too: one of them may be deleted and purged until the fork's
   * end is committed, and would keep for the fork what nobody takes away any more.
   */
  Set<ThreadId> lockKept(DSLContext sql, ThreadId fork) {
    List<String> sources =
        all(sql, fork).stream().map(range -> range.source().value()).sorted().toList();
    if (sources.isEmpty()) {
      return Set.of();
    }
    return sql
        .select(TK_THREADS.ID, TK_THREADS.STATE, TK_THREADS.PURGE_AT)
        .from(TK_THREADS)
        .where(TK_THREADS.ID.in(sources))
        .orderBy(TK_THREADS.ID.desc())
        .forUpdate()
        .fetch()
        .stream()
        .filter(row -> row.value2().equals(Names.name(ThreadState.DELETED)))
        .filter(row -> Objects.isNull(row.value3()))
        .map(row -> new ThreadId(row.value1()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The threads of whose own rows the fork reads some that no other one does. */
  List<ThreadId> readAlone(DSLContext sql, ThreadId fork) {
    return readingAlone(sql, fork).fetch(row -> new ThreadId(row.value1()));
  }

  Select<Record1<String>> readingAlone(DSLContext sql, ThreadId fork) {
    TkThreadSources other = TK_THREAD_SOURCES.as("other");
    return sql.select(TK_THREAD_SOURCES.SOURCE_ID)
        .from(TK_THREAD_SOURCES)
        .where(TK_THREAD_SOURCES.THREAD_ID.eq(fork.value()))
        .andNotExists(
            selectOne()
                .from(other)
                .where(other.SOURCE_ID.eq(TK_THREAD_SOURCES.SOURCE_ID))
                .and(other.TO_POSITION.ge(TK_THREAD_SOURCES.TO_POSITION))
                .and(other.THREAD_ID.ne(fork.value())));
  }

  int deleteAll(DSLContext sql, ThreadId fork) {
    return sql.deleteFrom(TK_THREAD_SOURCES)
        .where(TK_THREAD_SOURCES.THREAD_ID.eq(fork.value()))
        .execute();
  }
}
