package io.threadkeep.storage.memory;

import io.threadkeep.budget.BudgetClaim;
import io.threadkeep.budget.BudgetState;
import io.threadkeep.id.RunId;
import io.threadkeep.id.StepId;
import io.threadkeep.run.Lease;
import io.threadkeep.storage.memory.BudgetBook.Place;
import io.threadkeep.storage.memory.BudgetBook.Reserved;
import io.threadkeep.storage.memory.BudgetBook.Sums;
import io.threadkeep.store.Budgets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is spent of budgets. */
final class InMemoryBudgets implements Budgets {
  private final Memory memory;

  InMemoryBudgets(Memory memory) {
    this.memory = memory;
  }

  @Override
  public Optional<BudgetState> reserve(Lease lease, StepId call, List<BudgetClaim> claims) {
    return memory.transaction(
        () -> {
          memory.run(lease);
          if (book().has(lease.runId(), call)) {
            return Optional.empty();
          }
          book().end(r -> r.run().equals(lease.runId()), Integer.MAX_VALUE, Reserved::amount);
          Instant now = memory.now();
          for (BudgetClaim claim : claims) {
            BudgetState state = state(claim, now);
            if (!state.allows(claim.amount())) {
              return Optional.of(state);
            }
          }
          for (BudgetClaim claim : claims) {
            Place place = Place.of(claim.key(), now);
            book().reserve(new Reserved(lease.runId(), lease.token(), call, place, claim.amount()));
          }
          return Optional.empty();
        });
  }

  @Override
  public void settle(RunId run, StepId call, Spent spent) {
    memory.transaction(
        () ->
            book()
                .end(
                    r -> r.run().equals(run) && r.call().equals(call),
                    Integer.MAX_VALUE,
                    r -> r.cameTo(spent)));
  }

  @Override
  public int sweep(int limit) {
    return memory.transaction(() -> book().end(this::isLeft, limit, Reserved::amount));
  }

  private boolean isLeft(Reserved reserved) {
    HeldRun run = memory.board().find(reserved.run());
    return run == null || run.token() != reserved.token() || !run.isLeased();
  }

  @Override
  public List<BudgetState> states(List<BudgetClaim> claims) {
    return memory.transaction(
        () -> {
          Instant now = memory.now();
          return claims.stream().map(claim -> state(claim, now)).toList();
        });
  }

  @Override
  public int forget(Duration age, int limit) {
    return memory.transaction(
        () -> {
          Instant last = memory.now().minus(age);
          return book()
              .forget(
                  entry -> {
                    Place place = entry.getKey();
                    Instant end = place.key().period().end(place.start());
                    return end != null && !end.isAfter(last) && entry.getValue().reserved() == 0;
                  },
                  limit);
        });
  }

  private BudgetState state(BudgetClaim claim, Instant now) {
    Sums sums = book().of(Place.of(claim.key(), now));
    return new BudgetState(
        claim.key(), claim.limit(), sums.spent(), sums.reserved(), claim.key().period().end(now));
  }

  private BudgetBook book() {
    return memory.budgets();
  }
}
