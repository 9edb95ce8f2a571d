package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREADS;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.page.PageRequest;
import io.threadkeep.storage.jdbc.schema.tables.records.TkThreadsRecord;
import io.threadkeep.thread.ThreadState;
import java.util.Collection;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Up to where the words of each thread have been noted. */
final class UnreadThreads {
  private static final Keyset<TkThreadsRecord> OF_TENANT =
      Keyset.of(
          TK_THREADS, TK_THREADS.CREATED_AT, TK_THREADS.ID, TK_THREADS.TENANT, TK_THREADS.STATE);

  private static final Keyset<TkThreadsRecord> OF_USER =
      Keyset.of(
          TK_THREADS,
          TK_THREADS.CREATED_AT,
          TK_THREADS.ID,
          TK_THREADS.TENANT,
          TK_THREADS.USER_ID,
          TK_THREADS.STATE);

  private final Dialect dialect;

  UnreadThreads(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Threads in {@code state} with messages beyond that, newest first, behind {@code after}. */
  ResultQuery<TkThreadsRecord> select(
      DSLContext sql,
      Scope within,
      @Nullable ThreadId thread,
      ThreadState state,
      PageRequest page,
      Keyset.@Nullable Key after) {
    Condition where =
        ThreadRows.in(within)
            .and(ThreadRows.is(state))
            .and(TK_THREADS.WORDS_END.lt(TK_THREADS.MESSAGE_COUNT))
            .and(thread == null ? DSL.noCondition() : TK_THREADS.ID.eq(thread.value()));
    return (within.user() == null ? OF_TENANT : OF_USER).select(sql, dialect, where, page, after);
  }

  /** Threads that are there or kept for forks, by their ids. */
  Map<String, TkThreadsRecord> find(DSLContext sql, Scope within, Collection<String> threads) {
    return sql.selectFrom(TK_THREADS)
        .where(TK_THREADS.ID.in(threads))
        .and(ThreadRows.in(within))
        .fetchMap(TK_THREADS.ID);
  }

  /**
   * Locks those of {@code threads} whose rows are still there, if only for their forks, and returns
   * their ends.
   */
  Map<String, Long> lock(DSLContext sql, Scope within, Collection<String> threads) {
    return sql.select(TK_THREADS.ID, TK_THREADS.WORDS_END)
        .from(TK_THREADS)
        .where(TK_THREADS.ID.in(threads))
        .and(ThreadRows.in(within))
        .orderBy(TK_THREADS.ID)
        .forUpdate()
        .fetchMap(TK_THREADS.ID, TK_THREADS.WORDS_END);
  }

  /** Moves ends of threads that are locked. */
  void advance(DSLContext sql, Map<String, Long> ends) {
    if (!ends.isEmpty()) {
      sql.update(TK_THREADS)
          .set(
              TK_THREADS.WORDS_END,
              DSL.case_(TK_THREADS.ID).mapValues(ends).else_(TK_THREADS.WORDS_END))
          .where(TK_THREADS.ID.in(ends.keySet()))
          .execute();
    }
  }
}
