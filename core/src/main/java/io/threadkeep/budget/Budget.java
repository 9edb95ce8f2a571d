package io.threadkeep.budget;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.limit.Checks;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much may be spent in a period: {@code Budget.tokens("chat", BudgetSubject.USER,
 * BudgetPeriod.DAY, 100_000)}.
 *
 * @param name of 1 to 64 characters; what was spent is remembered under it. Another unit or period
 *     under the same name is another budget
 * @param per each of these has the whole of it
 * @param limit as a count of the unit, 1 to {@link BudgetUnit#MOST}
 * @param tenant whose alone it is, in the place of one of the same name for every tenant; null for
 *     every tenant
 */
public record Budget(
    String name,
    BudgetSubject per,
    BudgetPeriod period,
    BudgetUnit unit,
    long limit,
    @Nullable String tenant) {
  public static final int NAME = 64;

  public Budget {
    Checks.requiredText("budget.name", name, NAME);
    if (limit < 1 || limit > BudgetUnit.MOST) {
      throw new InvalidInputException(
          "budget." + name, "more than nothing, and no more than can be counted", "" + limit);
    }
  }

  public static Budget tokens(String name, BudgetSubject per, BudgetPeriod period, long limit) {
    return new Budget(name, per, period, BudgetUnit.TOKENS, limit, null);
  }

  /**
   * @param limit in the currency of the price table
   */
  public static Budget money(
      String name, BudgetSubject per, BudgetPeriod period, BigDecimal limit) {
    return new Budget(name, per, period, BudgetUnit.MONEY, BudgetUnit.MONEY.count(limit), null);
  }

  /** The same for one tenant alone. */
  public Budget of(String onlyTenant) {
    return new Budget(name, per, period, unit, limit, onlyTenant);
  }

  public boolean isFor(Scope owner) {
    return tenant == null || tenant.equals(owner.tenant());
  }

  /** What a call on a thread counts against. */
  public BudgetKey key(Scope owner, @Nullable ThreadId thread) {
    return switch (per) {
      case TENANT -> new BudgetKey(name, period, unit, Scope.tenant(owner.tenant()), null);
      case USER -> new BudgetKey(name, period, unit, owner, null);
      case THREAD -> new BudgetKey(name, period, unit, Scope.tenant(owner.tenant()), thread);
    };
  }
}
