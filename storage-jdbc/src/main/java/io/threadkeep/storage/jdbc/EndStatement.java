package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREADS;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;

import io.threadkeep.id.ThreadId;
import io.threadkeep.run.Lease;
import io.threadkeep.run.RunMove;
import io.threadkeep.storage.jdbc.EventRows.Batch;
import io.threadkeep.storage.jdbc.WorkerCommit.Moved;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import io.threadkeep.store.RunCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run with its reply, under its lease, as one statement. Nothing if the lease is lost or the
 * move illegal, if events that come with it are stored already, or if another run waits for the
 * thread.
 *
 * <p>The parts go on from one another, so that the thread's row is locked before the run's.
 *
 * @param thread the run's, for the seal
 * @param events as they are if none of them is stored
 * @param changes to the run's row, asked for if there is to be a statement
 */
record EndStatement(
    Tables tables,
    Lease lease,
    String thread,
    RunCommit commit,
    Batch events,
    Supplier<Map<Field<?>, @Nullable Object>> changes)
    implements OneStatement<Moved> {

  /** Moves whose steps are new: others also end steps that are stored. */
  private static final Set<RunMove> WITH_NEW_STEPS = Set.of(RunMove.COMPLETE, RunMove.CUT_SHORT);

  @Override
  public boolean fits() {
    return WITH_NEW_STEPS.contains(commit.move())
        && !commit.messages().isEmpty()
        && commit.messages().size() <= MessageRows.CHUNK;
  }

  @Override
  public Optional<Moved> in(DSLContext sql) {
    int count = commit.messages().size();
    CommonTableExpression<Record> locked = lockedThread();
    CommonTableExpression<Record> run = endedRun(locked);
    CommonTableExpression<Record> extended = extendedThread(run, count);
    Field<Long> end = extended.field(TK_THREADS.MESSAGE_COUNT);
    List<CommonTableExpression<?>> parts = new ArrayList<>(List.of(locked, run, extended));
    parts.add(tables.messages().inserting(extended, thread, commit.messages()));
    if (!commit.steps().isEmpty()) {
      parts.add(tables.runs().steps().inserting(run, lease.runId(), commit.steps()));
    }
    if (!events.bodies().isEmpty()) {
      parts.add(
          tables
              .runs()
              .events()
              .inserting(run, lease.runId(), events, run.field(TK_RUNS.ENDED_AT)));
    }
    return sql.with(parts)
        .select(run.fields())
        .select(end)
        .from(run, extended)
        .fetchOptional(row -> moved(row.into(TK_RUNS), row.get(end)));
  }

  /** Nobody waits for the thread: whoever would is behind the lock. */
  private CommonTableExpression<Record> lockedThread() {
    return name("locked")
        .as(
            select(List.<Field<?>>of(TK_THREADS.ID))
                .from(TK_THREADS)
                .where(
                    TK_THREADS.ID.eq(
                        select(TK_RUNS.THREAD_ID)
                            .from(TK_RUNS)
                            .where(TK_RUNS.ID.eq(lease.runId().value()))))
                .and(TK_THREADS.WAITING_RUNS.eq(0))
                .forUpdate());
  }

  private CommonTableExpression<Record> endedRun(Table<Record> locked) {
    return name("ended")
        .as(
            update(TK_RUNS)
                .set(changes.get())
                .from(locked)
                .where(TK_RUNS.ID.eq(lease.runId().value()))
                .and(TK_RUNS.TOKEN.eq(lease.token()))
                .and(RunMoves.allows(commit.move()))
                .and(noneIsStored())
                .and(TK_RUNS.THREAD_ID.eq(locked.field(TK_THREADS.ID)))
                .returningResult(TK_RUNS.fields()));
  }

  private Condition noneIsStored() {
    return events.bodies().isEmpty() ? noCondition() : TK_RUNS.LAST_EVENT.eq(events.first() - 1);
  }

  private static CommonTableExpression<Record> extendedThread(Table<Record> run, int messages) {
    return name("extended")
        .as(
            update(TK_THREADS)
                .set(ThreadRows.withMore(messages, run.field(TK_RUNS.ENDED_AT)))
                .from(run)
                .where(TK_THREADS.ID.eq(run.field(TK_RUNS.THREAD_ID)))
                .returningResult(List.<Field<?>>of(TK_THREADS.ID, TK_THREADS.MESSAGE_COUNT)));
  }

  private Moved moved(TkRunsRecord row, long end) {
    return new Moved(row, MessageRows.at(new ThreadId(row.getThreadId()), end, commit.messages()));
  }
}
