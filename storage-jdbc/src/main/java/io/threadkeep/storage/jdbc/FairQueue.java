package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;

import io.threadkeep.id.Scope;
import io.threadkeep.run.QueueFullException;
import io.threadkeep.run.QueueFullException.Bound;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.Admission;
import io.threadkeep.store.FairTurn;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SortField;

/**
 * Turns and bounds of the queue, read from the runs' table by index alone. Nothing is locked for
 * it: of two that look at the same moment, both may get the same turn or the last place.
 */
final class FairQueue {
  private static final Condition QUEUED = status(RunStatus.QUEUED);

  /**
   * Where a run's turn was claimed; in the others it is not for long, or was not claimed at all.
   */
  private static final List<RunStatus> SERVED =
      List.of(
          RunStatus.IN_PROGRESS,
          RunStatus.COMPLETED,
          RunStatus.FAILED,
          RunStatus.INCOMPLETE,
          RunStatus.CANCELLED);

  private static final Object QUEUED_ONE = new Object();

  private final Dialect dialect;
  private final DatabaseClock clock;

  FairQueue(Dialect dialect, DatabaseClock clock) {
    this.dialect = dialect;
    this.clock = clock;
  }

  /** Of a run that {@code owner} gets into the queue now. */
  long turn(DSLContext sql, Scope owner, int weight) {
    Field<Long> served = greatestOf(SERVED.stream().map(status -> highest(status)));
    Field<Long> last =
        greatestOf(
            Stream.concat(SERVED.stream(), Stream.of(RunStatus.QUEUED))
                .map(status -> highest(owner, status)));
    // Whoever asks for a turn is about to queue a run: the workers hear of it at no further cost.
    sql.data(QUEUED_ONE, true);
    return sql.select(clock.now(), served, orZero(first()), last, dialect.told(News.WORK))
        .fetchSingle(row -> new FairTurn(row.value1(), row.value2(), row.value3(), row.value4()))
        .of(weight);
  }

  /** Whether a run got into the queue in this transaction. */
  static boolean hasQueuedOne(DSLContext sql) {
    return sql.data(QUEUED_ONE) != null;
  }

  /**
   * @throws QueueFullException if there is no room for another queued run of {@code owner}
   */
  void requireRoom(DSLContext sql, Scope owner, Admission admission) {
    Field<Integer> ofOwner = upTo(admission.maxQueuedOfUser(), of(owner).and(QUEUED));
    Field<Integer> ofAll = upTo(admission.maxQueued(), QUEUED);
    var queued = sql.select(ofOwner, ofAll).fetchSingle();
    if (queued.value1() >= admission.maxQueuedOfUser()) {
      throw new QueueFullException(owner, Bound.USER, admission.maxQueuedOfUser());
    }
    if (queued.value2() >= admission.maxQueued()) {
      throw new QueueFullException(owner, Bound.ALL, admission.maxQueued());
    }
  }

  /** The lowest turn in the queue, but for those that were begun. */
  Select<Record1<Long>> first() {
    return turn(status(RunStatus.QUEUED), List.of(TK_RUNS.STATUS), TK_RUNS.TURN.asc());
  }

  Select<Record1<Long>> highest(RunStatus status) {
    return turn(status(status), List.of(TK_RUNS.STATUS), TK_RUNS.TURN.desc());
  }

  Select<Record1<Long>> highest(Scope owner, RunStatus status) {
    return turn(
        of(owner).and(status(status)),
        List.of(TK_RUNS.STATUS, TK_RUNS.TENANT, TK_RUNS.USER_ID),
        TK_RUNS.TURN.desc());
  }

  private Select<Record1<Long>> turn(Condition which, List<Field<?>> equal, SortField<?> order) {
    return select(TK_RUNS.TURN)
        .from(TK_RUNS)
        .where(which)
        .and(TK_RUNS.TURN.gt(inline(0L)))
        .orderBy(dialect.order(equal, List.of(order)))
        .limit(inline(1));
  }

  private static Condition status(RunStatus status) {
    return TK_RUNS.STATUS.eq(Names.name(status));
  }

  private static Condition of(Scope owner) {
    return TK_RUNS.TENANT.eq(owner.tenant()).and(TK_RUNS.USER_ID.eq(ScopeCondition.user(owner)));
  }

  /** How many there are, without counting further than {@code bound}. */
  private static Field<Integer> upTo(int bound, Condition which) {
    return field(
        selectCount().from(selectOne().from(TK_RUNS).where(which).limit(bound).asTable("counted")));
  }

  private static Field<Long> greatestOf(Stream<Select<Record1<Long>>> turns) {
    return greatest(inline(0L), turns.map(FairQueue::orZero).toArray(Field<?>[]::new));
  }

  private static Field<Long> orZero(Select<Record1<Long>> turn) {
    return coalesce(field(turn), inline(0L));
  }
}
