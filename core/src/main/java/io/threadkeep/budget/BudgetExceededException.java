package io.threadkeep.budget;

import io.threadkeep.error.ThreadkeepException;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A budget has no room for a model call: it was not made. Not to be tried again before the period
 * ends, or the limit is raised.
 */
public final class BudgetExceededException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final transient BudgetState state;
  private final long asked;

  /**
   * @param asked what the call may have come to, as a count of the budget's unit
   */
  public BudgetExceededException(BudgetState state, long asked) {
    super(describe(state, asked));
    this.state = state;
    this.asked = asked;
  }

  /** How the budget stood: name, limit, what was spent and reserved. */
  public BudgetState state() {
    return state;
  }

  public long asked() {
    return asked;
  }

  /** When the budget is whole again; null if never. */
  public @Nullable Instant until() {
    return state.until();
  }

  private static String describe(BudgetState state, long asked) {
    BudgetUnit unit = state.key().unit();
    String what = unit == BudgetUnit.TOKENS ? " tokens" : "";
    Instant until = state.until();
    String advice =
        asked > state.limit()
            ? "The call alone is more than that: bound the length of its answer, or raise the limit."
            : until == null
                ? "Raise the limit."
                : "It is whole again at " + until + "; until then, raise the limit.";
    return "The budget '"
        + state.key().name()
        + "' has no room for a model call of up to "
        + said(unit, asked)
        + what
        + ": of "
        + said(unit, state.limit())
        + what
        + ", "
        + said(unit, state.spent())
        + " are spent and "
        + said(unit, state.reserved())
        + " reserved. The model was not called. "
        + advice;
  }

  private static BigDecimal said(BudgetUnit unit, long count) {
    return unit.amount(count);
  }
}
