package io.threadkeep.budget;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Budgets that the host decides on at run time, for one user or another, beside those of the
 * configuration. Asked before every model call, on the worker's thread: it is to answer at once. A
 * run whose question it does not answer fails.
 */
@FunctionalInterface
public interface BudgetSource {

  /**
   * What a run of {@code owner} on {@code thread} is to be held to.
   *
   * @param thread null when somebody asks how the owner's budgets stand
   */
  List<Budget> of(Scope owner, @Nullable ThreadId thread);

  /** Knows no budgets; always the same. */
  BudgetSource NONE = (owner, thread) -> List.of();
}
