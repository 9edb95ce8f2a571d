package io.threadkeep.options;

import io.threadkeep.budget.Budget;
import io.threadkeep.budget.BudgetSource;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.limit.Checks;
import io.threadkeep.usage.PriceTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What models cost, and how much may be spent on them, by all processes on one storage together.
 * They are to say the same: each holds its own calls to its own limits.
 *
 * @param prices the host's own; without any, reports tell tokens alone
 * @param budgets with names that differ within a tenant
 * @param source of more of them
 * @param answerTokens 1 to 10,000,000: how long an answer is taken to be at most where neither the
 *     run's settings nor what is known of the model say so
 */
public record CostOptions(
    PriceTable prices, List<Budget> budgets, BudgetSource source, int answerTokens) {
  public static final int MOST_ANSWER_TOKENS = 10_000_000;

  /** What two budgets are told apart by. */
  private record Place(String name, @Nullable String tenant) {}

  public CostOptions {
    budgets = List.copyOf(budgets);
    Checks.range("budgets.answer-tokens", answerTokens, 1, MOST_ANSWER_TOKENS);
    Set<Place> seen = new HashSet<>();
    for (Budget budget : budgets) {
      if (!seen.add(new Place(budget.name(), budget.tenant()))) {
        throw new InvalidInputException(
            "budgets.limits", "one budget of each name", "two called " + budget.name());
      }
    }
  }

  /** No prices and no budgets. */
  public static CostOptions none() {
    return new CostOptions(PriceTable.EMPTY, List.of(), BudgetSource.NONE, 4_096);
  }

  public CostOptions prices(PriceTable newPrices) {
    return new CostOptions(newPrices, budgets, source, answerTokens);
  }

  public CostOptions budgets(Budget... newBudgets) {
    return new CostOptions(prices, List.of(newBudgets), source, answerTokens);
  }

  public CostOptions source(BudgetSource newSource) {
    return new CostOptions(prices, budgets, newSource, answerTokens);
  }

  public CostOptions answerTokens(int newTokens) {
    return new CostOptions(prices, budgets, source, newTokens);
  }

  /** Whether there can be a budget at all. */
  public boolean hasBudgets() {
    return !budgets.isEmpty() || source != BudgetSource.NONE;
  }

  /**
   * Whatever a run of {@code owner} on {@code thread} is held to. A budget for its tenant alone
   * stands in the place of one for all tenants with the same name.
   */
  public List<Budget> budgets(Scope owner, @Nullable ThreadId thread) {
    Set<Budget> all = new LinkedHashSet<>(budgets);
    all.addAll(source.of(owner, thread));
    List<Budget> own = new ArrayList<>(all);
    own.removeIf(budget -> !budget.isFor(owner));
    Set<String> special = new HashSet<>();
    own.stream()
        .filter(budget -> budget.tenant() != null)
        .forEach(budget -> special.add(budget.name()));
    own.removeIf(budget -> budget.tenant() == null && special.contains(budget.name()));
    return own;
  }
}
