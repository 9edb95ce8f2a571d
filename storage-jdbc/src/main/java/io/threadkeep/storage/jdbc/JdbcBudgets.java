package io.threadkeep.storage.jdbc;

import io.threadkeep.budget.BudgetClaim;
import io.threadkeep.budget.BudgetState;
import io.threadkeep.budget.BudgetUnit;
import io.threadkeep.id.RunId;
import io.threadkeep.id.StepId;
import io.threadkeep.run.Lease;
import io.threadkeep.storage.jdbc.BudgetRows.Place;
import io.threadkeep.storage.jdbc.schema.tables.records.TkBudgetsRecord;
import io.threadkeep.storage.jdbc.schema.tables.records.TkReservationsRecord;
import io.threadkeep.store.Budgets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jooq.DSLContext;

/**
 * The role of budgets, in SQL. Locks are taken in this order: the run, its reservations, the
 * budgets by their keys.
 */
final class JdbcBudgets implements Budgets {
  private final Transactions transactions;
  private final RunRows runs;
  private final BudgetRows budgets;
  private final ReservationRows reservations;

  JdbcBudgets(Transactions transactions, Tables tables) {
    this.transactions = transactions;
    this.runs = tables.runs().rows();
    this.budgets = tables.budgets();
    this.reservations = tables.reservations();
  }

  @Override
  public Optional<BudgetState> reserve(Lease lease, StepId call, List<BudgetClaim> claims) {
    return transactions.write(
        "reserve for a model call of run " + lease.runId(),
        (sql, attempt) -> {
          runs.hold(sql, lease);
          List<TkReservationsRecord> ofRun = reservations.lock(sql, lease.runId());
          boolean done = ofRun.stream().anyMatch(row -> row.getCallId().equals(call.value()));
          return done ? Optional.empty() : reserve(sql, lease, call, claims, ofRun);
        });
  }

  private Optional<BudgetState> reserve(
      DSLContext sql,
      Lease lease,
      StepId call,
      List<BudgetClaim> claims,
      List<TkReservationsRecord> left) {
    Instant now = budgets.now(sql);
    SortedSet<Place> places = new TreeSet<>();
    claims.forEach(claim -> places.add(BudgetRows.place(claim.key(), now)));
    left.forEach(row -> places.add(place(row)));
    SortedMap<Place, TkBudgetsRecord> rows = budgets.lock(sql, places);
    end(sql, left, rows, TkReservationsRecord::getAmount);
    for (BudgetClaim claim : claims) {
      BudgetState state = state(claim, rows, now);
      if (!state.allows(claim.amount())) {
        return Optional.of(state);
      }
    }
    List<TkReservationsRecord> made = new ArrayList<>();
    for (BudgetClaim claim : claims) {
      Place place = BudgetRows.place(claim.key(), now);
      TkBudgetsRecord row = rows.get(place);
      if (row == null) {
        TkBudgetsRecord whole = BudgetRows.whole(claim.key(), now);
        whole.setReserved(claim.amount());
        budgets.insert(sql, whole);
      } else {
        row.setReserved(row.getReserved() + claim.amount());
        budgets.keep(sql, row);
      }
      made.add(
          reservations.reservation(
              lease.runId(), call, lease.token(), place, claim.key().unit(), claim.amount()));
    }
    reservations.insert(sql, made);
    return Optional.empty();
  }

  @Override
  public void settle(RunId run, StepId call, Spent spent) {
    transactions.write(
        "settle a model call of run " + run,
        (sql, attempt) -> end(sql, reservations.lock(sql, run, call), row -> cameTo(row, spent)));
  }

  @Override
  public int sweep(int limit) {
    return transactions.write(
        "sweep what is left of reservations",
        (sql, attempt) ->
            end(sql, reservations.lockLeft(sql, limit), TkReservationsRecord::getAmount));
  }

  /** Ends reservations that are locked; returns how many. */
  private int end(
      DSLContext sql,
      List<TkReservationsRecord> ended,
      ToLongFunction<TkReservationsRecord> spent) {
    SortedSet<Place> places = new TreeSet<>();
    ended.forEach(row -> places.add(place(row)));
    end(sql, ended, budgets.lock(sql, places), spent);
    return ended.size();
  }

  /** A budget that is gone, with its thread or its user, has nothing to be told. */
  private void end(
      DSLContext sql,
      List<TkReservationsRecord> ended,
      Map<Place, TkBudgetsRecord> rows,
      ToLongFunction<TkReservationsRecord> spent) {
    if (ended.isEmpty()) {
      return;
    }
    SortedSet<Place> changed = new TreeSet<>();
    for (TkReservationsRecord reservation : ended) {
      TkBudgetsRecord budget = rows.get(place(reservation));
      if (budget != null) {
        budget.setReserved(budget.getReserved() - reservation.getAmount());
        budget.setSpent(budget.getSpent() + spent.applyAsLong(reservation));
        changed.add(place(reservation));
      }
    }
    changed.forEach(place -> budgets.keep(sql, Objects.requireNonNull(rows.get(place))));
    reservations.delete(sql, ended);
  }

  private static long cameTo(TkReservationsRecord reservation, Spent spent) {
    if (Names.constant(BudgetUnit.class, reservation.getUnit()) == BudgetUnit.TOKENS) {
      return spent.tokens();
    }
    Long money = spent.money();
    return money == null ? reservation.getAmount() : money;
  }

  @Override
  public List<BudgetState> states(List<BudgetClaim> claims) {
    return transactions.read(
        "look at budgets",
        sql -> {
          Instant now = budgets.now(sql);
          Map<Place, TkBudgetsRecord> rows =
              budgets.find(
                  sql, claims.stream().map(claim -> BudgetRows.place(claim.key(), now)).toList());
          return claims.stream().map(claim -> state(claim, rows, now)).toList();
        });
  }

  @Override
  public int forget(Duration age, int limit) {
    return transactions.write("forget budgets", (sql, attempt) -> budgets.forget(sql, age, limit));
  }

  private static BudgetState state(
      BudgetClaim claim, Map<Place, TkBudgetsRecord> rows, Instant now) {
    TkBudgetsRecord row = rows.get(BudgetRows.place(claim.key(), now));
    return new BudgetState(
        claim.key(),
        claim.limit(),
        row == null ? 0 : row.getSpent(),
        row == null ? 0 : row.getReserved(),
        claim.key().period().end(now));
  }

  private static Place place(TkReservationsRecord row) {
    return new Place(row.getBudgetId(), row.getPeriodStart());
  }
}
