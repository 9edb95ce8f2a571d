package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_MESSAGES;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREADS;

import io.threadkeep.id.AssistantId;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.json.JsonCodec;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import io.threadkeep.page.Order;
import io.threadkeep.storage.jdbc.InsertFrom.Insertion;
import io.threadkeep.storage.jdbc.schema.tables.records.TkMessagesRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The messages' table: the log of every thread, by position. */
final class MessageRows {
  /** Rows in one insert: far from every database's limit on bind values. */
  static final int CHUNK = 200;

  private final Dialect dialect;
  private final Seal seal;

  MessageRows(Dialect dialect, Seal seal) {
    this.dialect = dialect;
    this.seal = seal;
  }

  MessageRows with(Seal newSeal) {
    return new MessageRows(dialect, newSeal);
  }

  /**
   * Inserts {@code drafts}, at the end of the transaction, so that the last one gets the position
   * {@code end}.
   *
   * @return the messages that they have become
   */
  List<Message> insert(DSLContext sql, ThreadId thread, long end, List<MessageDraft> drafts) {
    List<Message> messages = at(thread, end, drafts);
    for (int from = 0; from < messages.size(); from += CHUNK) {
      List<TkMessagesRecord> rows =
          messages.subList(from, Math.min(from + CHUNK, messages.size())).stream()
              .map(this::row)
              .toList();
      LastWrites.add(sql, sql.insertInto(TK_MESSAGES, TK_MESSAGES.fields()).valuesOfRecords(rows));
    }
    return messages;
  }

  /** What {@code drafts} become when the last one gets the position {@code end}. */
  static List<Message> at(ThreadId thread, long end, List<MessageDraft> drafts) {
    List<Message> messages = new ArrayList<>(drafts.size());
    for (MessageDraft draft : drafts) {
      messages.add(new Message(thread, end - drafts.size() + messages.size() + 1, draft));
    }
    return messages;
  }

  /**
   * Inserts {@code drafts}, at most {@link #CHUNK}, as part of a statement.
   *
   * @param extended the thread's row, as the part that has made room at its end returns it
   * @param thread its id, for the seal
   */
  CommonTableExpression<?> inserting(Table<?> extended, String thread, List<MessageDraft> drafts) {
    Field<Long> end = extended.field(TK_THREADS.MESSAGE_COUNT);
    Field<String> id = extended.field(TK_THREADS.ID);
    List<Insertion> insertions = new ArrayList<>(drafts.size());
    for (MessageDraft draft : drafts) {
      int behind = drafts.size() - 1 - insertions.size();
      insertions.add(
          new Insertion(
              row(thread, draft),
              Map.of(TK_MESSAGES.THREAD_ID, id, TK_MESSAGES.POSITION, end.minus(behind))));
    }
    return InsertFrom.insert(extended, insertions);
  }

  /** What {@code drafts} have become, if there are any, and all are in the thread already. */
  Optional<List<Message>> findAll(DSLContext sql, ThreadId thread, List<MessageDraft> drafts) {
    if (drafts.isEmpty()) {
      return Optional.empty();
    }
    List<String> ids = drafts.stream().map(draft -> draft.id().value()).toList();
    List<Message> found =
        sql.selectFrom(TK_MESSAGES)
            .where(TK_MESSAGES.THREAD_ID.eq(thread.value()))
            .and(TK_MESSAGES.ID.in(ids))
            .orderBy(TK_MESSAGES.POSITION)
            .fetch(this::message);
    return found.size() == drafts.size() ? Optional.of(found) : Optional.empty();
  }

  /** Whether there are {@code drafts}, and all of them are in the thread already. */
  boolean hasAll(DSLContext sql, ThreadId thread, List<MessageDraft> drafts) {
    return findAll(sql, thread, drafts).isPresent();
  }

  /** The {@code count} messages up to the position {@code end}. */
  List<Message> range(DSLContext sql, ThreadId thread, long end, int count) {
    return sql.selectFrom(TK_MESSAGES)
        .where(TK_MESSAGES.THREAD_ID.eq(thread.value()))
        .and(TK_MESSAGES.POSITION.gt(end - count))
        .and(TK_MESSAGES.POSITION.le(end))
        .orderBy(TK_MESSAGES.POSITION)
        .fetch(this::message);
  }

  /** Up to {@code limit} rows of the thread beyond {@code start}; the query behind every window. */
  Select<TkMessagesRecord> select(
      DSLContext sql, Scope scope, ThreadId thread, Order order, long start, int limit) {
    boolean forward = order == Order.OLDEST_FIRST;
    Condition beyond = forward ? TK_MESSAGES.POSITION.gt(start) : TK_MESSAGES.POSITION.lt(start);
    return sql.selectFrom(TK_MESSAGES)
        .where(TK_MESSAGES.THREAD_ID.eq(thread.value()))
        .and(beyond)
        .and(ThreadRows.isIn(scope, thread))
        .orderBy(
            dialect.order(
                List.of(TK_MESSAGES.THREAD_ID),
                List.of(forward ? TK_MESSAGES.POSITION.asc() : TK_MESSAGES.POSITION.desc())))
        .limit(DSL.inline(limit));
  }

  /**
   * Deletes up to {@code limit} of the thread's rows behind the position {@code kept}, the oldest
   * first.
   *
   * @return their ids
   */
  List<String> delete(DSLContext sql, ThreadId thread, long kept, int limit) {
    Result<Record2<Long, String>> oldest = oldest(sql, thread, kept, limit).fetch();
    if (!oldest.isEmpty()) {
      sql.deleteFrom(TK_MESSAGES)
          .where(TK_MESSAGES.THREAD_ID.eq(thread.value()))
          .and(TK_MESSAGES.POSITION.gt(kept))
          .and(TK_MESSAGES.POSITION.le(oldest.get(oldest.size() - 1).value1()))
          .execute();
    }
    return oldest.getValues(TK_MESSAGES.ID);
  }

  Select<Record2<Long, String>> oldest(DSLContext sql, ThreadId thread, long kept, int limit) {
    return sql.select(TK_MESSAGES.POSITION, TK_MESSAGES.ID)
        .from(TK_MESSAGES)
        .where(TK_MESSAGES.THREAD_ID.eq(thread.value()))
        .and(TK_MESSAGES.POSITION.gt(kept))
        .orderBy(dialect.order(List.of(TK_MESSAGES.THREAD_ID), List.of(TK_MESSAGES.POSITION.asc())))
        .limit(DSL.inline(limit));
  }

  /** At the end of the transaction, which has locked the row. */
  void replace(DSLContext sql, Message changed) {
    TkMessagesRecord row = row(changed);
    LastWrites.add(
        sql,
        sql.update(TK_MESSAGES)
            .set(TK_MESSAGES.BODY, row.getBody())
            .set(TK_MESSAGES.TOKENS, row.getTokens())
            .where(TK_MESSAGES.ID.eq(changed.id().value())));
  }

  /** The ids of those of {@code read} that are withdrawn by now. */
  Set<String> withdrawn(DSLContext sql, Collection<Message> read) {
    List<String> calling =
        read.stream()
            .filter(message -> !message.toolCalls().isEmpty())
            .map(MessageRows::id)
            .toList();
    // What no prompt holds has no tokens; of others calls may be left. The body has the last word.
    return sql
        .selectFrom(TK_MESSAGES)
        .where(TK_MESSAGES.ID.in(read.stream().map(MessageRows::id).toList()))
        .and(TK_MESSAGES.TOKENS.eq(0).or(TK_MESSAGES.ID.in(calling)))
        .fetch(this::message)
        .stream()
        .filter(Message::isWithdrawn)
        .map(MessageRows::id)
        .collect(Collectors.toSet());
  }

  private static String id(Message message) {
    return message.id().value();
  }

  private TkMessagesRecord row(Message message) {
    TkMessagesRecord row = row(message.threadId().value(), message.draft());
    row.setThreadId(message.threadId().value());
    row.setPosition(message.position());
    return row;
  }

  /** What is unique of a message, and which thread it was said in. */
  static String row(String thread, String message) {
    return thread + "/" + message;
  }

  /** But for its place. */
  private TkMessagesRecord row(String thread, MessageDraft message) {
    Origin origin = message.origin();
    TkMessagesRecord row = new TkMessagesRecord();
    row.setId(message.id().value());
    row.setBody(
        seal.close(
            TK_MESSAGES.BODY, row(thread, message.id().value()), JsonCodec.write(message.body())));
    row.setRunId(origin.runId() == null ? null : origin.runId().value());
    row.setAssistantId(origin.assistantId() == null ? null : origin.assistantId().value());
    row.setIncomplete(Names.of(origin.incomplete()));
    row.setTokens(message.tokens());
    row.setCreatedAt(Micros.of(message.createdAt()));
    return row;
  }

  /** As it stands in the thread that it was said in. */
  Message message(TkMessagesRecord row) {
    String name = row(row.getThreadId(), row.getId());
    return new Message(
        new ThreadId(row.getThreadId()),
        row.getPosition(),
        new MessageDraft(
            new MessageId(row.getId()),
            JsonCodec.read(seal.open(TK_MESSAGES.BODY, name, row.getBody()), NewMessage.class),
            origin(row.getRunId(), row.getAssistantId(), row.getIncomplete()),
            row.getTokens(),
            Micros.instant(row.getCreatedAt())));
  }

  private static Origin origin(
      @Nullable String run, @Nullable String assistant, @Nullable String incomplete) {
    return new Origin(
        run == null ? null : new RunId(run),
        assistant == null ? null : new AssistantId(assistant),
        Names.optional(IncompleteReason.class, incomplete));
  }
}
