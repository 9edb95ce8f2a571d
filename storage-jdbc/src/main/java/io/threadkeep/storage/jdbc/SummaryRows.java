package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_SUMMARIES;

import io.threadkeep.context.Summary;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.run.Usage;
import io.threadkeep.storage.jdbc.schema.tables.records.TkSummariesRecord;
import io.threadkeep.store.MadeSummary;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** The table of summaries. Written only under the lock of the thread's row. */
final class SummaryRows {
  private final Dialect dialect;
  private final Seal seal;

  SummaryRows(Dialect dialect, Seal seal) {
    this.dialect = dialect;
    this.seal = seal;
  }

  SummaryRows with(Seal newSeal) {
    return new SummaryRows(dialect, newSeal);
  }

  /** What is unique of a summary. */
  static String row(String thread, String model, long to) {
    return thread + "/" + to + "/" + model;
  }

  Optional<MadeSummary> newest(
      DSLContext sql, Scope scope, ThreadId thread, String model, long position) {
    return select(sql, scope, thread, model, position).fetch(this::summary).stream().findFirst();
  }

  Select<TkSummariesRecord> select(
      DSLContext sql, Scope scope, ThreadId thread, String model, long position) {
    return sql.selectFrom(TK_SUMMARIES)
        .where(TK_SUMMARIES.THREAD_ID.eq(thread.value()))
        .and(TK_SUMMARIES.MODEL.eq(model))
        .and(TK_SUMMARIES.TO_POSITION.le(position))
        .and(ThreadRows.isIn(scope, thread))
        .orderBy(
            dialect.order(
                List.of(TK_SUMMARIES.THREAD_ID, TK_SUMMARIES.MODEL),
                List.of(TK_SUMMARIES.TO_POSITION.desc())))
        .limit(DSL.inline(1));
  }

  /** Whether there is one of the same thread, by the same model, that ends where it does. */
  boolean isThere(DSLContext sql, Summary summary) {
    return sql.fetchExists(
        TK_SUMMARIES,
        TK_SUMMARIES
            .THREAD_ID
            .eq(summary.threadId().value())
            .and(TK_SUMMARIES.MODEL.eq(summary.model()))
            .and(TK_SUMMARIES.TO_POSITION.eq(summary.to())));
  }

  void insert(DSLContext sql, MadeSummary made) {
    Summary summary = made.summary();
    Usage usage = made.usage();
    sql.insertInto(TK_SUMMARIES)
        .set(TK_SUMMARIES.THREAD_ID, summary.threadId().value())
        .set(TK_SUMMARIES.MODEL, summary.model())
        .set(TK_SUMMARIES.TO_POSITION, summary.to())
        .set(TK_SUMMARIES.FROM_POSITION, summary.from())
        .set(
            TK_SUMMARIES.BODY,
            seal.close(
                TK_SUMMARIES.BODY,
                row(summary.threadId().value(), summary.model(), summary.to()),
                summary.text()))
        .set(TK_SUMMARIES.TOKENS, summary.tokens())
        .set(TK_SUMMARIES.PROMPT_TOKENS, usage.promptTokens())
        .set(TK_SUMMARIES.COMPLETION_TOKENS, usage.completionTokens())
        .set(TK_SUMMARIES.CACHED_TOKENS, usage.cachedTokens())
        .set(TK_SUMMARIES.REASONING_TOKENS, usage.reasoningTokens())
        .set(TK_SUMMARIES.CREATED_AT, Micros.of(summary.createdAt()))
        .execute();
  }

  /** Deletes those of {@code threads} that the message at {@code position} went into. */
  void deleteOf(DSLContext sql, Collection<ThreadId> threads, long position) {
    sql.deleteFrom(TK_SUMMARIES)
        .where(TK_SUMMARIES.THREAD_ID.in(threads.stream().map(ThreadId::value).toList()))
        .and(TK_SUMMARIES.FROM_POSITION.le(position))
        .and(TK_SUMMARIES.TO_POSITION.ge(position))
        .execute();
  }

  int deleteAll(DSLContext sql, ThreadId thread) {
    return sql.deleteFrom(TK_SUMMARIES).where(TK_SUMMARIES.THREAD_ID.eq(thread.value())).execute();
  }

  private MadeSummary summary(TkSummariesRecord row) {
    Summary summary =
        new Summary(
            new ThreadId(row.getThreadId()),
            row.getModel(),
            row.getFromPosition(),
            row.getToPosition(),
            seal.open(
                TK_SUMMARIES.BODY,
                row(row.getThreadId(), row.getModel(), row.getToPosition()),
                row.getBody()),
            row.getTokens(),
            Micros.instant(row.getCreatedAt()));
    Usage usage =
        new Usage(
            row.getPromptTokens(),
            row.getCompletionTokens(),
            row.getCachedTokens(),
            row.getReasoningTokens());
    return new MadeSummary(summary, usage);
  }
}
