package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREADS;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.json.JsonCodec;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.store.LogPart;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/** The threads' table, as far as its rows are changed one by one, and their states with them. */
final class ThreadLifeRows {
  private final ThreadRows threads;
  private final Dialect dialect;
  private final DatabaseClock clock;

  ThreadLifeRows(ThreadRows threads, Dialect dialect, DatabaseClock clock) {
    this.threads = threads;
    this.dialect = dialect;
    this.clock = clock;
  }

  Optional<ChatThread> replaceMetadata(
      DSLContext sql, Scope scope, ThreadId id, Metadata metadata) {
    return change(
        sql,
        scope,
        id,
        Map.of(TK_THREADS.METADATA, JsonCodec.write(metadata)),
        threads.stillFound(scope));
  }

  Optional<ChatThread> archive(DSLContext sql, Scope scope, ThreadId id) {
    return change(
        sql,
        scope,
        id,
        Map.of(TK_THREADS.STATE, Names.name(ThreadState.ARCHIVED)),
        threads.stillFound(scope));
  }

  Optional<ChatThread> unarchive(DSLContext sql, Scope scope, ThreadId id) {
    return change(sql, scope, id, threads.withMore(0), threads.stillFound(scope));
  }

  /** Marks it as deleted, with no runs waiting; whether there was one. */
  boolean bury(DSLContext sql, Scope scope, ThreadId id, Duration grace) {
    return sql.update(TK_THREADS)
            .set(TK_THREADS.STATE, Names.name(ThreadState.DELETED))
            .set(TK_THREADS.PURGE_AT, clock.in(grace))
            .set(TK_THREADS.WAITING_RUNS, 0)
            .where(TK_THREADS.ID.eq(id.value()))
            .and(threads.stillFound(scope))
            .execute()
        > 0;
  }

  /** As the other, of threads that the caller has locked. */
  int archive(DSLContext sql, Collection<String> threads) {
    return sql.update(TK_THREADS)
        .set(TK_THREADS.STATE, Names.name(ThreadState.ARCHIVED))
        .where(TK_THREADS.ID.in(threads))
        .execute();
  }

  /** As the other, of threads that the caller has locked. */
  int bury(DSLContext sql, Collection<String> threads, Duration grace) {
    return sql.update(TK_THREADS)
        .set(TK_THREADS.STATE, Names.name(ThreadState.DELETED))
        .set(TK_THREADS.PURGE_AT, clock.in(grace))
        .set(TK_THREADS.WAITING_RUNS, 0)
        .where(TK_THREADS.ID.in(threads))
        .execute();
  }

  /** Locks it, and returns it as it is. */
  Optional<ChatThread> lock(DSLContext sql, Scope scope, ThreadId id) {
    return sql.selectFrom(TK_THREADS)
        .where(TK_THREADS.ID.eq(id.value()))
        .and(threads.stillFound(scope))
        .forUpdate()
        .fetchOptional(ThreadRows::thread);
  }

  /** Whether it is deleted, and its rows may be removed by now. */
  boolean isDue(DSLContext sql, Scope scope, ThreadId id) {
    return sql.fetchExists(
        TK_THREADS,
        TK_THREADS
            .ID
            .eq(id.value())
            .and(ThreadRows.in(scope))
            .and(TK_THREADS.PURGE_AT.le(clock.now())));
  }

  Optional<ChatThread> restore(DSLContext sql, Scope scope, ThreadId id) {
    Map<Field<?>, @Nullable Object> changes = new LinkedHashMap<>(threads.withMore(0));
    changes.put(TK_THREADS.PURGE_AT, null);
    return change(
        sql,
        scope,
        id,
        changes,
        dialect
            .guard(TK_THREADS.STATE)
            .eq(Names.name(ThreadState.DELETED))
            .and(TK_THREADS.PURGE_AT.gt(clock.now())));
  }

  /** Makes room for messages that come back, in a thread that the caller has locked. */
  void lengthen(DSLContext sql, LogPart part) {
    int messages = part.messages().size();
    Instant active = part.activeAt();
    sql.update(TK_THREADS)
        .set(
            active == null
                ? threads.withMore(messages)
                : Map.of(
                    TK_THREADS.MESSAGE_COUNT,
                    TK_THREADS.MESSAGE_COUNT.plus(messages),
                    TK_THREADS.ACTIVE_AT,
                    greatest(TK_THREADS.ACTIVE_AT, val(Micros.of(active)))))
        .where(TK_THREADS.ID.eq(part.threadId().value()))
        .execute();
  }

  /** Deleted threads whose rows may be removed, locked; not those that others are at. */
  Select<Record1<String>> due(DSLContext sql, int limit) {
    return dialect.candidates(
        sql.select(TK_THREADS.ID)
            .from(TK_THREADS)
            .where(TK_THREADS.PURGE_AT.le(clock.now()))
            .orderBy(TK_THREADS.PURGE_AT, TK_THREADS.ID)
            .limit(limit));
  }

  /** Begins to remove it: from here on it cannot be restored, whatever the clock does. */
  boolean seal(DSLContext sql, ThreadId id, Condition guard) {
    return sql.update(TK_THREADS)
            .set(TK_THREADS.PURGE_AT, 0L)
            .where(TK_THREADS.ID.eq(id.value()))
            .and(dialect.guard(TK_THREADS.STATE).eq(Names.name(ThreadState.DELETED)))
            .and(TK_THREADS.PURGE_AT.le(clock.now()))
            .and(guard)
            .execute()
        > 0;
  }

  /** One thread of the scope, in whatever state; or {@code thread}, if that is one. */
  Optional<ThreadId> any(DSLContext sql, Scope scope, @Nullable ThreadId thread) {
    return sql.select(TK_THREADS.ID)
        .from(TK_THREADS)
        .where(ThreadRows.in(scope))
        .and(thread == null ? noCondition() : TK_THREADS.ID.eq(thread.value()))
        .limit(1)
        .fetchOptional(row -> new ThreadId(row.value1()));
  }

  /** Locks it, and hides it for good; the state that it was in, or nothing if it is gone. */
  Optional<ThreadState> seize(DSLContext sql, ThreadId id) {
    Optional<ThreadState> state =
        sql.select(TK_THREADS.STATE)
            .from(TK_THREADS)
            .where(TK_THREADS.ID.eq(id.value()))
            .forUpdate()
            .fetchOptional(row -> Names.constant(ThreadState.class, row.value1()));
    sql.update(TK_THREADS)
        .set(TK_THREADS.STATE, Names.name(ThreadState.DELETED))
        .set(TK_THREADS.PURGE_AT, 0L)
        .set(TK_THREADS.WAITING_RUNS, 0)
        .where(TK_THREADS.ID.eq(id.value()))
        .execute();
    return state;
  }

  /** Leaves nothing but the row, deleted, for the forks that read its messages. */
  void keepForForks(DSLContext sql, ThreadId id) {
    sql.update(TK_THREADS)
        .set(TK_THREADS.METADATA, JsonCodec.write(Metadata.EMPTY))
        .setNull(TK_THREADS.PURGE_AT)
        .where(TK_THREADS.ID.eq(id.value()))
        .execute();
  }

  int delete(DSLContext sql, ThreadId id) {
    return sql.deleteFrom(TK_THREADS).where(TK_THREADS.ID.eq(id.value())).execute();
  }

  /** Makes {@code changes} where {@code guard} holds; nothing if it does not. */
  private Optional<ChatThread> change(
      DSLContext sql,
      Scope scope,
      ThreadId id,
      Map<? extends Field<?>, ?> changes,
      Condition guard) {
    Condition which = TK_THREADS.ID.eq(id.value()).and(ThreadRows.in(scope));
    return dialect
        .updated(
            sql,
            TK_THREADS,
            sql.update(TK_THREADS).set(changes).where(which).and(guard),
            which,
            TK_THREADS.fields())
        .into(TK_THREADS)
        .stream()
        .findFirst()
        .map(ThreadRows::thread);
  }
}
