package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_IDEMPOTENCY_KEYS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREADS;
import static org.jooq.impl.DSL.row;

import io.threadkeep.error.IdempotencyConflictException;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.storage.jdbc.InsertFrom.Insertion;
import io.threadkeep.storage.jdbc.schema.tables.records.TkIdempotencyKeysRecord;
import io.threadkeep.store.IdempotencyKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency keys' table. A key is written in the transaction that it stands for: of two at
 * the same time, one is refused by the primary key and finds the other's result when it begins
 * again.
 */
final class KeyRows {

  /** What a key was used for. */
  enum Operation {
    CREATE,
    APPEND,
    SUBMIT
  }

  /**
   * What a key stands for: a thread; or {@code count} messages of it, up to {@code end}; or a run
   * with them.
   */
  record Result(ThreadId thread, @Nullable RunId run, long end, int count) {
    static Result of(ThreadId thread) {
      return new Result(thread, null, 0, 0);
    }

    static Result of(ThreadId thread, long end, int count) {
      return new Result(thread, null, end, count);
    }
  }

  private final Dialect dialect;
  private final DatabaseClock clock;
  private final Seal seal;

  KeyRows(Dialect dialect, DatabaseClock clock, Seal seal) {
    this.dialect = dialect;
    this.clock = clock;
    this.seal = seal;
  }

  KeyRows with(Seal newSeal) {
    return new KeyRows(dialect, clock, newSeal);
  }

  /** At the end of the transaction. */
  void insert(
      DSLContext sql,
      Scope scope,
      @Nullable IdempotencyKey key,
      Operation operation,
      Result result) {
    if (key != null) {
      LastWrites.add(
          sql,
          sql.insertInto(TK_IDEMPOTENCY_KEYS)
              .set(used(scope, key, operation, result))
              .set(TK_IDEMPOTENCY_KEYS.CREATED_AT, clock.now()));
    }
  }

  /**
   * As part of a statement.
   *
   * @param entered tells where the messages end, which {@code result} does not
   */
  CommonTableExpression<?> inserting(
      Table<?> entered, Scope scope, IdempotencyKey key, Operation operation, Result result) {
    return InsertFrom.insert(
        entered,
        List.of(
            new Insertion(
                used(scope, key, operation, result),
                Map.of(
                    TK_IDEMPOTENCY_KEYS.LAST_POSITION,
                    entered.field(TK_THREADS.MESSAGE_COUNT),
                    TK_IDEMPOTENCY_KEYS.CREATED_AT,
                    entered.field(ThreadRows.NOW)))));
  }

  private TkIdempotencyKeysRecord used(
      Scope scope, IdempotencyKey key, Operation operation, Result result) {
    TkIdempotencyKeysRecord row = new TkIdempotencyKeysRecord();
    row.setTenant(scope.tenant());
    row.setUserId(ScopeCondition.user(scope));
    row.setIdempotencyKey(key.key());
    row.setOperation(Names.name(operation));
    row.setFingerprint(seal.fingerprint(key.fingerprint()));
    row.setThreadId(result.thread.value());
    row.setRunId(result.run == null ? null : result.run.value());
    row.setLastPosition(result.end);
    row.setMessageCount(result.count);
    return row;
  }

  /**
   * What the key was used for, if it was.
   *
   * @throws IdempotencyConflictException if that was something else
   */
  Optional<Result> find(
      DSLContext sql, Scope scope, @Nullable IdempotencyKey key, Operation operation) {
    if (key == null) {
      return Optional.empty();
    }
    Condition exactly =
        TK_IDEMPOTENCY_KEYS
            .TENANT
            .eq(scope.tenant())
            .and(TK_IDEMPOTENCY_KEYS.USER_ID.eq(ScopeCondition.user(scope)))
            .and(TK_IDEMPOTENCY_KEYS.IDEMPOTENCY_KEY.eq(key.key()));
    Optional<TkIdempotencyKeysRecord> used =
        sql.selectFrom(TK_IDEMPOTENCY_KEYS).where(exactly).fetchOptional();
    used.ifPresent(
        row -> {
          if (!row.getOperation().equals(Names.name(operation))
              || !seal.isFingerprint(row.getFingerprint(), key.fingerprint())) {
            throw new IdempotencyConflictException(key.key());
          }
        });
    return used.map(KeyRows::result);
  }

  int deleteAll(DSLContext sql, ThreadId thread) {
    return sql.deleteFrom(TK_IDEMPOTENCY_KEYS)
        .where(TK_IDEMPOTENCY_KEYS.THREAD_ID.eq(thread.value()))
        .execute();
  }

  /** All that the scope has, whether a thread hangs on them or not. */
  int deleteAll(DSLContext sql, Scope scope) {
    return sql.deleteFrom(TK_IDEMPOTENCY_KEYS).where(in(scope)).execute();
  }

  boolean hasAny(DSLContext sql, Scope scope) {
    return sql.fetchExists(TK_IDEMPOTENCY_KEYS, in(scope));
  }

  private static Condition in(Scope scope) {
    return ScopeCondition.of(TK_IDEMPOTENCY_KEYS.TENANT, TK_IDEMPOTENCY_KEYS.USER_ID, scope);
  }

  void deleteAll(DSLContext sql, Collection<String> threads) {
    sql.deleteFrom(TK_IDEMPOTENCY_KEYS).where(TK_IDEMPOTENCY_KEYS.THREAD_ID.in(threads)).execute();
  }

  int forget(DSLContext sql, Duration age, int limit) {
    var old =
        dialect
            .candidates(
                sql.select(
                        TK_IDEMPOTENCY_KEYS.TENANT,
                        TK_IDEMPOTENCY_KEYS.USER_ID,
                        TK_IDEMPOTENCY_KEYS.IDEMPOTENCY_KEY)
                    .from(TK_IDEMPOTENCY_KEYS)
                    .where(TK_IDEMPOTENCY_KEYS.CREATED_AT.lt(clock.before(age)))
                    .orderBy(TK_IDEMPOTENCY_KEYS.CREATED_AT)
                    .limit(limit))
            .fetch();
    if (old.isEmpty()) {
      return 0;
    }
    return sql.deleteFrom(TK_IDEMPOTENCY_KEYS)
        .where(
            row(
                    TK_IDEMPOTENCY_KEYS.TENANT,
                    TK_IDEMPOTENCY_KEYS.USER_ID,
                    TK_IDEMPOTENCY_KEYS.IDEMPOTENCY_KEY)
                .in(old))
        .execute();
  }

  private static Result result(TkIdempotencyKeysRecord row) {
    return new Result(
        new ThreadId(row.getThreadId()),
        row.getRunId() == null ? null : new RunId(row.getRunId()),
        row.getLastPosition(),
        row.getMessageCount());
  }
}
