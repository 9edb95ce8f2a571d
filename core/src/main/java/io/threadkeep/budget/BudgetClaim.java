package io.threadkeep.budget;

/**
 * What a call asks of one budget.
 *
 * @param limit of the budget, as a count of its unit; as the next
 * @param amount what the call may come to at most
 */
public record BudgetClaim(BudgetKey key, long limit, long amount) {}
