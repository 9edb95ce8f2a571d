package io.threadkeep.budget;

import io.threadkeep.limit.Checks;

/**
 * What a call asks of one budget.
 *
 * @param limit of the budget, as a count of its unit; as the next
 * @param amount what the call may come to at most; not negative
 */
public record BudgetClaim(BudgetKey key, long limit, long amount) {
  public BudgetClaim {
    Checks.atLeast("amount", amount, 0);
  }
}
