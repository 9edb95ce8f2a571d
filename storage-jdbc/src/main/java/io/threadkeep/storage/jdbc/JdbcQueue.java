package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.ThreadId;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.storage.jdbc.WorkerCommit.Moved;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import io.threadkeep.store.Backlog;
import io.threadkeep.store.Claimant;
import io.threadkeep.store.CommittedRun;
import io.threadkeep.store.LeaseState;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.QueueListener;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The role of the queue, in SQL. */
final class JdbcQueue implements RunQueue {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcQueue.class);

  /**
   * Where transactions happen.
   *
   * @param heartbeats apart, so that a busy pool never costs a lease
   * @param ear null if nothing can be heard of other processes
   */
  record Lanes(Transactions work, Transactions heartbeats, @Nullable PostgresEar ear) {}

  private final Lanes lanes;
  private final Dialect dialect;
  private final DatabaseClock clock;
  private final Tables tables;
  private final PassedOver passedOver;
  private final Publishing publishing;
  private final Reaping reaping;
  private final Neighbours neighbours = new Neighbours();

  JdbcQueue(
      Lanes lanes, Dialect dialect, DatabaseClock clock, Tables tables, PassedOver passedOver) {
    this.lanes = lanes;
    this.dialect = dialect;
    this.clock = clock;
    this.tables = tables;
    this.passedOver = passedOver;
    this.publishing = new Publishing(tables);
    this.reaping = new Reaping(dialect, tables, clock);
  }

  @Override
  public List<LeasedRun> claim(Claimant claimant, int limit) {
    List<LeasedRun> claimed = new ArrayList<>();
    boolean more = true;
    while (more) {
      Claiming claiming = new Claiming(tables, clock, claimant, limit - claimed.size(), passedOver);
      claimed.addAll(claim(claiming, claimed));
      // Fewer runs than were asked for mean that no more are waiting.
      more = claiming.hasFailedSome() && claimed.size() < limit;
    }
    claimed.forEach(leased -> tables.note(leased.run()));
    return claimed;
  }

  private List<LeasedRun> claim(Claiming claiming, List<LeasedRun> before) {
    try {
      return lanes.work().write("claim runs", claiming::in);
    } catch (ThreadkeepException e) {
      if (before.isEmpty()) {
        throw e;
      }
      LOG.warn("{} runs are claimed, and no more. {}", before.size(), e.getMessage());
      return List.of();
    }
  }

  @Override
  public QueueListener.Ear listen(QueueListener listener) {
    PostgresEar ear = lanes.ear();
    QueueListener.Ear near = neighbours.listen(listener);
    if (ear == null) {
      return near;
    }
    QueueListener.Ear far = ear.listen(listener);
    return () -> {
      near.close();
      far.close();
    };
  }

  @Override
  public Backlog backlog() {
    return lanes.work().read("look how much waits", this::backlog);
  }

  /** Follows the same index as a claim, for as many rows as it counts. */
  private Backlog backlog(DSLContext sql) {
    Field<Long> waited = clock.now().minus(TK_RUNS.NOT_BEFORE).as("waited");
    Table<Record1<Long>> waiting =
        sql.select(waited)
            .from(TK_RUNS)
            .where(tables.runs().due().isWaiting())
            .limit(Backlog.MOST)
            .asTable("waiting");
    return sql.select(count(), max(waiting.field(waited)))
        .from(waiting)
        .fetchSingle(
            row ->
                new Backlog(
                    row.value1(), Micros.duration(Objects.requireNonNullElse(row.value2(), 0L))));
  }

  @Override
  public Map<Lease, LeaseState> heartbeat(List<Lease> leases, Duration duration) {
    if (leases.isEmpty()) {
      return Map.of();
    }
    Condition held = tables.runs().moves().openedBy(leases);
    Map<Lease, LeaseState> extended =
        lanes
            .heartbeats()
            .write(
                "extend " + leases.size() + " leases",
                (sql, attempt) ->
                    dialect
                        .updated(
                            sql,
                            TK_RUNS,
                            sql.update(TK_RUNS)
                                .set(TK_RUNS.LEASE_UNTIL, clock.in(duration))
                                .where(held),
                            held,
                            TK_RUNS.ID,
                            TK_RUNS.TOKEN,
                            TK_RUNS.STATUS)
                        .into(TK_RUNS)
                        .stream()
                        .collect(Collectors.toMap(RunRow::lease, JdbcQueue::state)));
    Map<Lease, LeaseState> states = new LinkedHashMap<>();
    leases.forEach(lease -> states.put(lease, extended.getOrDefault(lease, LeaseState.LOST)));
    return states;
  }

  private static LeaseState state(TkRunsRecord row) {
    return RunMove.CONFIRM_CANCEL.isLegalFrom(RunRow.status(row))
        ? LeaseState.CANCELLING
        : LeaseState.HELD;
  }

  @Override
  public CommittedRun commit(Lease lease, RunCommit work) {
    Tables committing = tables.of(lease);
    WorkerCommit commit = new WorkerCommit(committing, clock);
    AtomicBoolean queuedNext = new AtomicBoolean();
    Moved moved =
        lanes
            .work()
            .write(
                Names.name(work.move()) + " run " + lease.runId(),
                commit.statement(lease, work),
                (sql, attempt) -> {
                  Moved made = commit.in(sql, attempt, lease, work);
                  queuedNext.set(FairQueue.hasQueuedOne(sql));
                  return made;
                });
    if (queuedNext.get()) {
      neighbours.workIsWaiting();
    }
    return WithKeys.read(
        "read run " + lease.runId(),
        () -> new CommittedRun(committing.runs().row().run(moved.run()), moved.messages()));
  }

  @Override
  public Set<Lease> publish(Map<Lease, NewEvents> events) {
    return events.isEmpty()
        ? Set.of()
        : lanes
            .work()
            .write(
                "store the events of " + events.size() + " runs",
                (sql, attempt) -> publishing.in(sql, events));
  }

  @Override
  public List<Run> reap(int maxAttempts, int limit) {
    List<TkRunsRecord> reaped =
        lanes.work().write("reap runs", (sql, attempt) -> reaping.in(sql, maxAttempts, limit));
    // In transactions of their own, since a thread's row is locked before its runs'. What a crash
    // leaves undone here is there for the next call to find.
    List<ThreadId> stalled =
        lanes
            .work()
            .read(
                "look for waiting runs",
                sql -> WaitingRuns.stalled(sql, limit).fetch(row -> new ThreadId(row.value1())));
    for (ThreadId thread : stalled) {
      lanes
          .work()
          .write(
              "go on with thread " + thread,
              (sql, attempt) -> tables.runs().waiting().goOn(sql, thread));
    }
    return WithKeys.read(
        "read what was reaped", () -> TakenRuns.readable(tables, "reaped", reaped));
  }

  @Override
  public int forgetKeys(Duration age, int limit) {
    return lanes
        .work()
        .write("forget idempotency keys", (sql, attempt) -> tables.keys().forget(sql, age, limit));
  }

  @Override
  public int forgetEvents(Duration age, int limit) {
    return lanes
        .work()
        .write("forget events", (sql, attempt) -> tables.runs().events().forget(sql, age, limit));
  }
}
