package io.threadkeep.budget;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import org.jspecify.annotations.Nullable;

/**
 * One subject's budget, in whichever period.
 *
 * @param owner the tenant, or the user
 * @param thread null if it is not one thread's
 */
public record BudgetKey(
    String name, BudgetPeriod period, BudgetUnit unit, Scope owner, @Nullable ThreadId thread) {}
