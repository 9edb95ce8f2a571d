package io.threadkeep.kit.simulation;

import io.threadkeep.budget.Budget;
import io.threadkeep.budget.BudgetClaim;
import io.threadkeep.budget.BudgetState;
import io.threadkeep.id.Scope;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.usage.UsageLine;
import io.threadkeep.usage.UsageQuery;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the tenant's one budget: nothing that was used is forgotten, and no more is spent.
 */
final class BudgetAudit {
  static final Scope TENANT = Scope.tenant("tenant");

  private final ThreadStore store;
  private final List<Budget> budgets;
  private final Consumer<@Nullable Violation> findings;

  BudgetAudit(ThreadStore store, List<Budget> budgets, Consumer<@Nullable Violation> findings) {
    this.store = store;
    this.budgets = budgets;
    this.findings = findings;
  }

  /** At any moment. */
  void look() {
    for (Budget budget : budgets) {
      BudgetState state = state(budget);
      long used =
          store.usage().sum(TENANT, UsageQuery.ever(), 1).stream()
              .map(UsageLine::usage)
              .mapToLong(usage -> usage.totalTokens())
              .sum();
      // What a call used is settled before its run says so.
      if (used > state.spent() + state.reserved()) {
        violated(used + " tokens were used, but " + state);
      }
      if (state.spent() + state.reserved() > state.limit()) {
        violated("more than there is: " + state);
      }
    }
  }

  /** When all runs have ended. */
  void lookAtTheEnd() {
    store.budgets().sweep(Integer.MAX_VALUE);
    look();
    for (Budget budget : budgets) {
      BudgetState state = state(budget);
      if (state.reserved() != 0) {
        violated("reserved for nobody: " + state);
      }
    }
  }

  private BudgetState state(Budget budget) {
    BudgetClaim claim = new BudgetClaim(budget.key(TENANT, null), budget.limit(), 0);
    return store.budgets().states(List.of(claim)).get(0);
  }

  private void violated(String what) {
    findings.accept(new Violation("I15", what));
  }
}
