package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREADS;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.update;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.json.JsonCodec;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.storage.jdbc.schema.tables.records.TkThreadsRecord;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.thread.ThreadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The threads' table. Its row is what a writer to a thread locks first. */
final class ThreadRows {

  /**
   * A thread that messages are being added to; its row is locked.
   *
   * @param end the position of the last of them
   * @param waiting how many runs wait behind its active one, at most
   */
  record Extended(ThreadId id, Scope owner, long end, int waiting) {}

  /**
   * @param now on the database's clock, when its row was locked; where it was another's at first,
   *     perhaps when the lock was asked for: too early, at worst, and never too late
   */
  record Entered(Extended thread, long now) {}

  private static final List<Field<?>> EXTENDED =
      List.of(
          TK_THREADS.ID,
          TK_THREADS.TENANT,
          TK_THREADS.USER_ID,
          TK_THREADS.MESSAGE_COUNT,
          TK_THREADS.WAITING_RUNS,
          TK_THREADS.STATE);

  /** The database's clock, where it is read with the thread's row. */
  static final Field<Long> NOW = field(name("now_micros"), SQLDataType.BIGINT);

  private final Dialect dialect;
  private final DatabaseClock clock;

  ThreadRows(Dialect dialect, DatabaseClock clock) {
    this.dialect = dialect;
    this.clock = clock;
  }

  static Condition in(Scope scope) {
    return ScopeCondition.of(TK_THREADS.TENANT, TK_THREADS.USER_ID, scope);
  }

  /** That the thread is there and in scope, for queries on what hangs on it. */
  static Condition isIn(Scope scope, ThreadId id) {
    return DSL.exists(
        selectOne().from(TK_THREADS).where(TK_THREADS.ID.eq(id.value())).and(found(scope)));
  }

  /** That it is in scope and not deleted. */
  static Condition found(Scope scope) {
    return in(scope).and(isNot(ThreadState.DELETED));
  }

  static Condition is(ThreadState state) {
    return TK_THREADS.STATE.eq(Names.name(state));
  }

  private static Condition isNot(ThreadState state) {
    return TK_THREADS.STATE.ne(Names.name(state));
  }

  /** As {@link #found}, where a row is locked or changed. */
  Condition stillFound(Scope scope) {
    return in(scope).and(dialect.guard(TK_THREADS.STATE).ne(Names.name(ThreadState.DELETED)));
  }

  /** What changes with {@code messages} more; those bring it back if it is archived. */
  Map<Field<?>, Object> withMore(int messages) {
    return withMore(messages, clock.now());
  }

  static Map<Field<?>, Object> withMore(int messages, Field<Long> now) {
    return Map.of(
        TK_THREADS.MESSAGE_COUNT,
        TK_THREADS.MESSAGE_COUNT.plus(messages),
        TK_THREADS.STATE,
        Names.name(ThreadState.ACTIVE),
        TK_THREADS.ACTIVE_AT,
        now);
  }

  /** At the end of the transaction; as many of its messages as it says are other threads'. */
  void insert(DSLContext sql, ChatThread thread) {
    ForkPoint from = thread.forkedFrom();
    LastWrites.add(
        sql,
        sql.insertInto(TK_THREADS)
            .set(TK_THREADS.ID, thread.id().value())
            .set(TK_THREADS.TENANT, thread.owner().tenant())
            .set(TK_THREADS.USER_ID, ScopeCondition.user(thread.owner()))
            .set(TK_THREADS.METADATA, JsonCodec.write(thread.metadata()))
            .set(TK_THREADS.MESSAGE_COUNT, thread.messageCount())
            .set(TK_THREADS.CREATED_AT, Micros.of(thread.createdAt()))
            .set(TK_THREADS.STATE, Names.name(thread.state()))
            .set(TK_THREADS.ACTIVE_AT, Micros.of(thread.activeAt()))
            .set(TK_THREADS.WORDS_END, thread.messageCount())
            .set(TK_THREADS.FORKED_FROM, from == null ? null : from.source().value())
            .set(TK_THREADS.FORKED_AT, from == null ? 0 : from.position()));
  }

  Optional<ChatThread> find(DSLContext sql, Scope scope, ThreadId id) {
    return sql.selectFrom(TK_THREADS)
        .where(TK_THREADS.ID.eq(id.value()))
        .and(found(scope))
        .fetchOptional(ThreadRows::thread);
  }

  List<ChatThread> page(DSLContext sql, Scope scope, ThreadQuery query, PageRequest page) {
    return ThreadSearch.fetch(sql, dialect, clock, scope, query, page).stream()
        .map(ThreadRows::thread)
        .toList();
  }

  void require(DSLContext sql, Scope scope, ThreadId id) {
    if (!sql.fetchExists(TK_THREADS, TK_THREADS.ID.eq(id.value()).and(found(scope)))) {
      throw new NotFoundException("thread", id.value());
    }
  }

  /**
   * Locks the thread and makes room at its end.
   *
   * @param messages how many; 0 to lock it only
   * @return the thread with its new message count, or nothing if it is not in scope
   */
  Optional<Extended> extend(DSLContext sql, Scope scope, ThreadId id, int messages) {
    return extend(sql, id, messages, stillFound(scope));
  }

  /** For the store's own work, in whoever's scope the thread is. */
  Optional<Extended> lock(DSLContext sql, ThreadId id) {
    return extend(sql, id, 0, noCondition());
  }

  /** As {@link #extend}, for a run that is submitted with the messages. */
  Optional<Entered> enter(DSLContext sql, Scope scope, ThreadId id, int messages) {
    return enter(sql, id, messages, stillFound(scope));
  }

  /** As {@link #enter}, but also nothing if a run is active. */
  Optional<Entered> enterIdle(DSLContext sql, Scope scope, ThreadId id, int messages) {
    return enter(sql, id, messages, stillFound(scope).and(isIdle(id)));
  }

  /** As {@link #extend}, as the part of a statement that others go on from. */
  CommonTableExpression<Record> extending(Scope scope, ThreadId id, int messages) {
    return entering(id, messages, stillFound(scope));
  }

  /**
   * As {@link #enterIdle}, as part of a statement; nothing also while runs wait, or if it is to be
   * brought back without a message.
   */
  CommonTableExpression<Record> enteringIdle(Scope scope, ThreadId id, int messages) {
    Condition awake = messages == 0 ? is(ThreadState.ACTIVE) : noCondition();
    return entering(
        id,
        messages,
        stillFound(scope).and(isIdle(id)).and(TK_THREADS.WAITING_RUNS.eq(0)).and(awake));
  }

  private CommonTableExpression<Record> entering(ThreadId id, int messages, Condition where) {
    List<Field<?>> fields = entry();
    Condition which = TK_THREADS.ID.eq(id.value()).and(where);
    return name("entered")
        .as(
            messages == 0
                ? select(fields).from(TK_THREADS).where(which).forUpdate()
                : update(TK_THREADS).set(withMore(messages)).where(which).returningResult(fields));
  }

  /** What is read of a thread that is entered. */
  private List<Field<?>> entry() {
    List<Field<?>> fields = new ArrayList<>(EXTENDED);
    fields.add(clock.now().as(NOW));
    return fields;
  }

  private static Entered entered(Record row) {
    return new Entered(extended(row), row.get(NOW));
  }

  private static Condition isIdle(ThreadId id) {
    return notExists(selectOne().from(TK_RUNS).where(TK_RUNS.ACTIVE_THREAD_ID.eq(id.value())));
  }

  private Optional<Entered> enter(DSLContext sql, ThreadId id, int messages, Condition where) {
    Optional<Record> row = extend(sql, id, messages, where, entry());
    if (messages == 0) {
      row.filter(found -> found.get(TK_THREADS.STATE).equals(Names.name(ThreadState.ARCHIVED)))
          .ifPresent(
              archived ->
                  sql.update(TK_THREADS)
                      .set(withMore(0))
                      .where(TK_THREADS.ID.eq(id.value()))
                      .execute());
    }
    return row.map(ThreadRows::entered);
  }

  private Optional<Extended> extend(DSLContext sql, ThreadId id, int messages, Condition where) {
    return extend(sql, id, messages, where, EXTENDED).map(ThreadRows::extended);
  }

  private Optional<Record> extend(
      DSLContext sql, ThreadId id, int messages, Condition where, List<Field<?>> fields) {
    Condition which = TK_THREADS.ID.eq(id.value());
    Result<Record> rows =
        messages == 0
            ? sql.select(fields).from(TK_THREADS).where(which.and(where)).forUpdate().fetch()
            : dialect.updated(
                sql,
                TK_THREADS,
                sql.update(TK_THREADS).set(withMore(messages)).where(which.and(where)),
                which,
                fields.toArray(Field<?>[]::new));
    return rows.stream().findFirst();
  }

  private static Extended extended(Record row) {
    return new Extended(
        new ThreadId(row.get(TK_THREADS.ID)),
        ScopeCondition.scope(row.get(TK_THREADS.TENANT), row.get(TK_THREADS.USER_ID)),
        row.get(TK_THREADS.MESSAGE_COUNT),
        row.get(TK_THREADS.WAITING_RUNS));
  }

  /** Counts one more run that waits. */
  void addWaiting(DSLContext sql, ThreadId id) {
    setWaiting(sql, id, TK_THREADS.WAITING_RUNS.plus(1));
  }

  void setWaiting(DSLContext sql, ThreadId id, int count) {
    setWaiting(sql, id, DSL.val(count));
  }

  private static void setWaiting(DSLContext sql, ThreadId id, Field<Integer> count) {
    sql.update(TK_THREADS)
        .set(TK_THREADS.WAITING_RUNS, count)
        .where(TK_THREADS.ID.eq(id.value()))
        .execute();
  }

  static ChatThread thread(TkThreadsRecord row) {
    return new ChatThread(
        new ThreadId(row.getId()),
        ScopeCondition.scope(row.getTenant(), row.getUserId()),
        JsonCodec.read(row.getMetadata(), Metadata.class),
        row.getMessageCount(),
        Micros.instant(row.getCreatedAt()),
        Names.constant(ThreadState.class, row.getState()),
        // An older version beside this one leaves it out.
        Micros.instant(Math.max(row.getCreatedAt(), row.getActiveAt())),
        row.getForkedFrom() == null
            ? null
            : new ForkPoint(new ThreadId(row.getForkedFrom()), row.getForkedAt()));
  }
}
