package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_MESSAGES;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREADS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREAD_SOURCES;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.val;

import io.threadkeep.id.ThreadId;
import io.threadkeep.json.JsonCodec;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.thread.ThreadState;
import java.util.Objects;
import org.jooq.DSLContext;

/** Threads that are gone, and whose rows stay for the forks that read them, on their way back. */
final class KeptThreads {

  private KeptThreads() {}

  /**
   * Makes what is left of {@code thread} that thread again, in a transaction that has locked the
   * fork that it begins as.
   *
   * @param from where all that is left ends, in a fork that reads it
   * @return whether it is one now; if not, there was none, or it has other messages left
   */
  static boolean bringBack(DSLContext sql, ChatThread thread, ForkPoint from) {
    if (!lock(sql, thread)
        || !reads(sql, from, thread.id())
        || end(sql, thread) != from.position()) {
      return false;
    }
    ForkPoint forked = thread.forkedFrom();
    sql.update(TK_THREADS)
        .set(TK_THREADS.METADATA, JsonCodec.write(thread.metadata()))
        .set(TK_THREADS.MESSAGE_COUNT, thread.messageCount())
        .set(TK_THREADS.CREATED_AT, Micros.of(thread.createdAt()))
        .set(TK_THREADS.STATE, Names.name(thread.state()))
        .set(TK_THREADS.ACTIVE_AT, Micros.of(thread.activeAt()))
        .set(TK_THREADS.WORDS_END, least(TK_THREADS.WORDS_END, val(thread.messageCount())))
        .set(TK_THREADS.FORKED_FROM, forked == null ? null : forked.source().value())
        .set(TK_THREADS.FORKED_AT, forked == null ? 0 : forked.position())
        .where(TK_THREADS.ID.eq(thread.id().value()))
        .execute();
    return true;
  }

  private static boolean lock(DSLContext sql, ChatThread thread) {
    return sql
        .select(TK_THREADS.STATE, TK_THREADS.PURGE_AT)
        .from(TK_THREADS)
        .where(TK_THREADS.ID.eq(thread.id().value()))
        .and(TK_THREADS.TENANT.eq(thread.owner().tenant()))
        .and(TK_THREADS.USER_ID.eq(ScopeCondition.user(thread.owner())))
        .forUpdate()
        .fetch()
        .stream()
        .filter(row -> row.value1().equals(Names.name(ThreadState.DELETED)))
        .anyMatch(row -> Objects.isNull(row.value2()));
  }

  private static boolean reads(DSLContext sql, ForkPoint from, ThreadId kept) {
    return sql.fetchExists(
        TK_THREAD_SOURCES,
        TK_THREAD_SOURCES
            .THREAD_ID
            .eq(from.source().value())
            .and(TK_THREAD_SOURCES.SOURCE_ID.eq(kept.value()))
            .and(TK_THREAD_SOURCES.TO_POSITION.ge(from.position())));
  }

  /** The position of the last message that is left; an end of a fork may be at it still. */
  private static long end(DSLContext sql, ChatThread thread) {
    Long last =
        sql.select(max(TK_MESSAGES.POSITION))
            .from(TK_MESSAGES)
            .where(TK_MESSAGES.THREAD_ID.eq(thread.id().value()))
            .fetchSingle()
            .value1();
    return last == null ? 0 : last;
  }
}
