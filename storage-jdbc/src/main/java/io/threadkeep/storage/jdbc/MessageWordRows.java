package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_MESSAGES;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_MESSAGE_WORDS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREADS;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.page.PageRequest;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.search.Words;
import io.threadkeep.storage.jdbc.SourceRows.Range;
import io.threadkeep.storage.jdbc.schema.tables.TkMessages;
import io.threadkeep.storage.jdbc.schema.tables.records.TkMessageWordsRecord;
import io.threadkeep.storage.jdbc.schema.tables.records.TkMessagesRecord;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The table of the words of messages, which is derived from their log. */
final class MessageWordRows {
  /** Messages in one statement. */
  private static final int CHUNK = 1_000;

  private final Dialect dialect;
  private final Optional<WordIndex> index;

  /**
   * @param index nothing where there is none, or where no word of a message may be noted: then each
   *     search looks at all messages of its scope
   */
  MessageWordRows(Dialect dialect, Optional<WordIndex> index) {
    this.dialect = dialect;
    this.index = index;
  }

  /** The row of a message, or nothing if it says nothing that could be found. */
  Optional<TkMessageWordsRecord> row(Scope owner, Message message) {
    Set<String> words = Words.of(message.text(), WordTokens.MOST_WORDS + 1);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    boolean read = index.isPresent() && words.size() <= WordTokens.MOST_WORDS;
    TkMessageWordsRecord row = new TkMessageWordsRecord();
    row.setMessageId(message.id().value());
    row.setThreadId(message.threadId().value());
    row.setTenant(owner.tenant());
    row.setUserId(ScopeCondition.user(owner));
    row.setTokens(
        read
            ? WordTokens.of(owner, message.threadId(), words)
            : WordTokens.unread(owner, message.threadId()));
    row.setCreatedAt(Micros.of(message.createdAt()));
    return Optional.of(row);
  }

  void insert(DSLContext sql, List<TkMessageWordsRecord> rows) {
    if (!rows.isEmpty()) {
      sql.insertInto(TK_MESSAGE_WORDS, TK_MESSAGE_WORDS.fields()).valuesOfRecords(rows).execute();
    }
  }

  /**
   * The key of {@code page.after}, or null if the page begins at the start.
   *
   * @throws NotFoundException if it is not a message that is searched
   */
  Keyset.@Nullable Key start(
      DSLContext sql, Scope within, @Nullable ThreadId thread, PageRequest page) {
    String after = page.after();
    if (after == null) {
      return null;
    }
    Condition searched =
        thread == null
            ? TK_MESSAGES.ID.eq(after).and(ThreadRows.found(within))
            : LogReading.isIn(within, thread, after);
    Long created =
        sql.select(TK_MESSAGES.CREATED_AT)
            .from(TK_MESSAGES)
            .join(TK_THREADS)
            .on(TK_THREADS.ID.eq(TK_MESSAGES.THREAD_ID))
            .where(searched)
            .fetchOne(TK_MESSAGES.CREATED_AT);
    if (created == null) {
      throw new NotFoundException("message", after);
    }
    return new Keyset.Key(created, after);
  }

  /** Messages that may answer {@code query}: all that do are among them. */
  ResultQuery<TkMessagesRecord> candidates(
      DSLContext sql,
      Scope within,
      SearchQuery query,
      PageRequest page,
      Keyset.@Nullable Key after) {
    Condition where = holds(within, query).and(threadIsIn(within, query.thread()));
    return part(sql, within, query.thread(), where, page, after).coerce(TK_MESSAGES);
  }

  /**
   * As the other, of a fork.
   *
   * @param logs whose rows it reads, its own among them; not empty
   */
  ResultQuery<TkMessagesRecord> candidates(
      DSLContext sql,
      Scope within,
      SearchQuery query,
      List<Range> logs,
      PageRequest page,
      Keyset.@Nullable Key after) {
    // An index leads to the first of each log by itself: none of them is read to its end.
    Select<Record> parts = part(sql, within, query, logs.get(0), page, after);
    for (Range log : logs.subList(1, logs.size())) {
      parts = parts.unionAll(part(sql, within, query, log, page, after));
    }
    TkMessages found = TK_MESSAGES.as("found");
    return sql.select(found.fields())
        .from(parts.asTable(found))
        .orderBy(Keyset.sorted(found.CREATED_AT, found.ID, page.order()))
        .limit(DSL.inline(page.limit() + 1))
        .coerce(TK_MESSAGES);
  }

  private Select<Record> part(
      DSLContext sql,
      Scope within,
      SearchQuery query,
      Range log,
      PageRequest page,
      Keyset.@Nullable Key after) {
    ThreadId fork = Objects.requireNonNull(query.thread());
    Condition where =
        holds(within, query.in(log.source()))
            .and(TK_MESSAGES.POSITION.le(log.to()))
            .and(ThreadRows.isIn(within, fork));
    return part(sql, within, log.source(), where, page, after);
  }

  private Condition holds(Scope within, SearchQuery query) {
    return index
        .map(words -> words.holds(TK_MESSAGE_WORDS.TOKENS, WordTokens.wanted(within, query)))
        .orElseGet(() -> isOwn(within, query.thread()));
  }

  private Select<Record> part(
      DSLContext sql,
      Scope within,
      @Nullable ThreadId thread,
      Condition where,
      PageRequest page,
      Keyset.@Nullable Key after) {
    return new Keyset<>(
            TK_MESSAGES,
            TK_MESSAGE_WORDS.join(TK_MESSAGES).on(TK_MESSAGES.ID.eq(TK_MESSAGE_WORDS.MESSAGE_ID)),
            TK_MESSAGE_WORDS.CREATED_AT,
            TK_MESSAGE_WORDS.MESSAGE_ID,
            equal(within, thread))
        .part(sql, dialect, where, page, after);
  }

  /**
   * Not said where an index of words leads, since its tokens say so: PostgreSQL would rather go
   * through all that a user has said, and take its tokens apart.
   */
  private static Condition isOwn(Scope within, @Nullable ThreadId thread) {
    return ScopeCondition.of(TK_MESSAGE_WORDS.TENANT, TK_MESSAGE_WORDS.USER_ID, within)
        .and(thread == null ? noCondition() : TK_MESSAGE_WORDS.THREAD_ID.eq(thread.value()));
  }

  /**
   * Asked of each candidate by itself, and what decides: where a planner may join it, PostgreSQL
   * takes a user's threads for few, and reads all that is in them.
   */
  private static Condition threadIsIn(Scope within, @Nullable ThreadId thread) {
    return field(
            selectOne()
                .from(TK_THREADS)
                .where(TK_THREADS.ID.eq(TK_MESSAGE_WORDS.THREAD_ID))
                .and(thread == null ? noCondition() : TK_THREADS.ID.eq(thread.value()))
                .and(ThreadRows.found(within)))
        .eq(1);
  }

  private static List<Field<?>> equal(Scope within, @Nullable ThreadId thread) {
    if (thread != null) {
      return List.of(TK_MESSAGE_WORDS.THREAD_ID);
    }
    return within.user() == null
        ? List.of(TK_MESSAGE_WORDS.TENANT)
        : List.of(TK_MESSAGE_WORDS.TENANT, TK_MESSAGE_WORDS.USER_ID);
  }

  void deleteAll(DSLContext sql, ThreadId thread) {
    sql.deleteFrom(TK_MESSAGE_WORDS).where(TK_MESSAGE_WORDS.THREAD_ID.eq(thread.value())).execute();
  }

  void delete(DSLContext sql, List<String> messages) {
    for (int from = 0; from < messages.size(); from += CHUNK) {
      List<String> some = messages.subList(from, Math.min(from + CHUNK, messages.size()));
      sql.deleteFrom(TK_MESSAGE_WORDS).where(TK_MESSAGE_WORDS.MESSAGE_ID.in(some)).execute();
    }
  }
}
