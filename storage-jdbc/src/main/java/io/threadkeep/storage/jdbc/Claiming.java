package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.threadkeep.id.Scope;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunMove;
import io.threadkeep.storage.jdbc.Tables.RunTables;
import io.threadkeep.storage.jdbc.TakenRuns.Unread;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import io.threadkeep.store.Claimant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transaction of one call for runs, each of its attempts. */
final class Claiming {
  private static final Logger LOG = LoggerFactory.getLogger(Claiming.class);

  private final Tables tables;
  private final RunTables runs;
  private final Condition open;
  private final DatabaseClock clock;
  private final Claimant claimant;
  private final int limit;
  private final PassedOver passedOver;
  private final List<Lease> taken = new ArrayList<>();
  private boolean hasFailedSome;

  Claiming(
      Tables tables, DatabaseClock clock, Claimant claimant, int limit, PassedOver passedOver) {
    this.tables = tables;
    this.runs = tables.runs();
    this.open =
        tables.gates().isOpen(TK_RUNS.MODEL).and(TK_RUNS.TOOL_SET.notIn(claimant.unserved()));
    this.clock = clock;
    this.claimant = claimant;
    this.limit = limit;
    this.passedOver = passedOver;
  }

  /** Whether it has taken fewer than it might have, since some were not to be read by anybody. */
  boolean hasFailedSome() {
    return hasFailedSome;
  }

  List<LeasedRun> in(DSLContext sql, Attempt attempt) {
    List<LeasedRun> claimed = attempt == Attempt.PERHAPS_DONE ? taken(sql) : List.of();
    if (claimed.isEmpty()) {
      claimed = claim(sql, attempt);
      claimed.forEach(run -> taken.add(run.lease()));
    }
    return claimed;
  }

  /**
   * What an earlier attempt took before the answer to its commit was lost: nobody else would work
   * on it until the leases run out.
   */
  private List<LeasedRun> taken(DSLContext sql) {
    return readable(
        sql,
        sql.selectFrom(TK_RUNS)
            .where(runs.moves().openedBy(taken))
            .and(TK_RUNS.WORKER.eq(claimant.worker()))
            .orderBy(TK_RUNS.TURN, TK_RUNS.ID)
            .fetch());
  }

  private List<LeasedRun> claim(DSLContext sql, Attempt attempt) {
    Condition served = open.and(passedOver.others());
    List<String> ids =
        claimant.maxRunningOfUser() == 0
            ? runs.due().claimable(sql, served, limit).fetch(TK_RUNS.ID)
            : withinBound(sql, served, claimant.maxRunningOfUser());
    if (ids.isEmpty()) {
      return List.of();
    }
    var changes = runs.moves().changes(RunMove.CLAIM);
    changes.put(TK_RUNS.WORKER, claimant.worker());
    changes.put(TK_RUNS.LEASE_UNTIL, clock.in(claimant.lease()));
    changes.put(TK_RUNS.STARTED_AT, clock.now());
    List<TkRunsRecord> claimed =
        runs.moves().make(sql, RunMove.CLAIM, ids, changes, runs.due().isDue());
    if (claimed.isEmpty() && attempt.isFirst()) {
      // All of them went to somebody quicker, and there may be more.
      throw new RacedException();
    }
    return readable(
        sql,
        claimed.stream().sorted(Comparator.comparing(run -> ids.indexOf(run.getId()))).toList());
  }

  /**
   * Those of {@code claimed} that can be read. A run that another process may be able to read is
   * left to it; one that nobody can read fails.
   */
  private List<LeasedRun> readable(DSLContext sql, List<TkRunsRecord> claimed) {
    TakenRuns runsTaken = TakenRuns.of(tables, claimed);
    List<Unread> others = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    for (Unread unread : runsTaken.unread()) {
      LOG.warn(
          "{}: {}. {}",
          unread.row().getId(),
          unread.isForOthers() ? "passed over" : "fails",
          unread.why().getMessage());
      if (unread.isForOthers()) {
        others.add(unread);
      } else {
        lost.add(unread.row().getId());
      }
    }
    if (!others.isEmpty()) {
      throw new KeysWantedException(() -> passedOver.add(others));
    }
    hasFailedSome |= !lost.isEmpty();
    if (!lost.isEmpty()) {
      var changes = runs.moves().changes(RunMove.FAIL);
      changes.put(TK_RUNS.ERROR_CODE, Names.name(RunError.Code.SERVER_ERROR));
      changes.put(TK_RUNS.ERROR_MESSAGE, RunRow.UNREADABLE);
      runs.moves().make(sql, RunMove.FAIL, lost, changes, noCondition());
    }
    return runsTaken.read();
  }

  /** Passes over users that have {@code most} runs at work, those of this claim among them. */
  private List<String> withinBound(DSLContext sql, Condition served, int most) {
    Map<Scope, Integer> atWork = new HashMap<>();
    sql.select(TK_RUNS.TENANT, TK_RUNS.USER_ID, count())
        .from(TK_RUNS)
        .where(RunMoves.atWork())
        .groupBy(TK_RUNS.TENANT, TK_RUNS.USER_ID)
        .forEach(row -> atWork.put(ScopeCondition.scope(row.value1(), row.value2()), row.value3()));
    List<String> chosen = new ArrayList<>();
    boolean passedOver = true;
    while (passedOver && chosen.size() < limit) {
      passedOver = false;
      Condition which = served.and(noneOf(atWork, most)).and(TK_RUNS.ID.notIn(chosen));
      for (var run : runs.due().claimable(sql, which, limit - chosen.size())) {
        Scope owner = ScopeCondition.scope(run.value2(), run.value3());
        if (atWork.merge(owner, 1, Integer::sum) <= most) {
          chosen.add(run.value1());
        } else {
          passedOver = true;
        }
      }
    }
    return chosen;
  }

  private static Condition noneOf(Map<Scope, Integer> atWork, int most) {
    return row(TK_RUNS.TENANT, TK_RUNS.USER_ID)
        .notIn(
            atWork.keySet().stream()
                .filter(owner -> atWork.getOrDefault(owner, 0) >= most)
                .map(owner -> row(owner.tenant(), ScopeCondition.user(owner)))
                .toList());
  }
}
