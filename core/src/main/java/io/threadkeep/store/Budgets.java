package io.threadkeep.store;

import io.threadkeep.budget.BudgetClaim;
import io.threadkeep.budget.BudgetState;
import io.threadkeep.id.RunId;
import io.threadkeep.id.StepId;
import io.threadkeep.limit.Checks;
import io.threadkeep.run.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is spent of budgets, and reserved for model calls under way, by all processes on one
 * storage. Periods are told by the store's clock.
 *
 * <p>A reservation is a run's for one of its calls. A run makes one call at a time: what it had
 * reserved for another one is spent, all of it, as soon as it reserves anew. What a run leaves
 * behind that is no longer at work under the same lease is spent with {@link #sweep}. So nothing
 * that may have been paid for is forgotten, whoever dies when.
 */
public interface Budgets {

  /** What a call came to; money is null if it has no price. Neither is negative. */
  record Spent(long tokens, @Nullable Long money) {
    public Spent {
      Checks.atLeast("tokens", tokens, 0);
      if (money != null) {
        Checks.atLeast("money", money, 0);
      }
    }
  }

  /**
   * Reserves all that {@code claims} ask for, or nothing; again for the same call, does nothing.
   *
   * @return the first of the budgets that has no room for its claim, as it stands; empty if all
   *     have. A claim that takes the last of it has room
   * @throws io.threadkeep.run.LeaseLostException if the lease no longer opens the run
   */
  Optional<BudgetState> reserve(Lease lease, StepId call, List<BudgetClaim> claims);

  /**
   * Ends the reservations of a call: {@code spent} is spent in their place, in the periods that
   * they were made in. Where there are none, settled before or never made, does nothing.
   */
  void settle(RunId run, StepId call, Spent spent);

  /**
   * Has all spent that is reserved for runs which have ended, wait, are gone, or are at work under
   * a newer lease; of up to {@code limit} reservations.
   *
   * @return of how many
   */
  int sweep(int limit);

  /** How each of {@code claims}' budgets stands now, in their order; their amounts are not used. */
  List<BudgetState> states(List<BudgetClaim> claims);

  /**
   * Forgets up to {@code limit} budgets whose period ended longer than {@code age} ago and of which
   * nothing is reserved.
   *
   * @return how many
   */
  int forget(Duration age, int limit);
}
