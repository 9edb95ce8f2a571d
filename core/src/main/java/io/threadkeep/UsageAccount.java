package io.threadkeep;

import io.threadkeep.budget.Budget;
import io.threadkeep.budget.BudgetClaim;
import io.threadkeep.budget.BudgetState;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.usage.PriceTable;
import io.threadkeep.usage.UsageLine;
import io.threadkeep.usage.UsageQuery;
import io.threadkeep.usage.UsageReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one scope has used, what that costs, and what is left of its budgets. */
public final class UsageAccount {
  /** Of one question, by model. */
  public static final int MOST_LINES = 100_000;

  private final Desk desk;
  private final Scope scope;

  UsageAccount(Desk desk, Scope scope) {
    this.desk = desk;
    this.scope = scope;
  }

  /**
   * Adds up what was used, at the prices of {@code threadkeep.prices}.
   *
   * @throws InvalidInputException if there are more lines than {@link #MOST_LINES}; nothing is cut
   *     off silently
   */
  public UsageReport report(UsageQuery query) {
    return UsageReport.of(query, prices(), this::lines);
  }

  /** Those of {@code threadkeep.prices}. */
  public PriceTable prices() {
    return desk.options().cost().prices();
  }

  /** How the scope's own budgets stand: the tenant's, and the user's if the scope has one. */
  public List<BudgetState> budgets() {
    return states(scope, null);
  }

  /**
   * How those budgets stand that runs on the thread are held to.
   *
   * @throws NotFoundException if the scope has no such thread
   */
  public List<BudgetState> budgets(ThreadId thread) {
    Scope owner =
        desk.store()
            .threads()
            .find(scope, thread)
            .orElseThrow(() -> new NotFoundException("thread", thread.value()))
            .owner();
    return states(owner, thread);
  }

  private List<BudgetState> states(Scope owner, @Nullable ThreadId thread) {
    List<BudgetClaim> claims =
        desk.options().cost().budgets(owner, thread).stream()
            .filter(budget -> thread != null || isOfOwner(budget))
            .map(budget -> new BudgetClaim(budget.key(owner, thread), budget.limit(), 0))
            .toList();
    return claims.isEmpty() ? List.of() : desk.store().budgets().states(claims);
  }

  private boolean isOfOwner(Budget budget) {
    return switch (budget.per()) {
      case TENANT -> true;
      case USER -> scope.user() != null;
      case THREAD -> false;
    };
  }

  private List<UsageLine> lines(UsageQuery query) {
    List<UsageLine> lines = desk.store().usage().sum(scope, query, MOST_LINES + 1);
    if (lines.size() > MOST_LINES) {
      throw new InvalidInputException(
          "usage.by",
          "at most " + MOST_LINES + " lines: ask for fewer days, by less, or for one user",
          "more");
    }
    return lines;
  }
}
