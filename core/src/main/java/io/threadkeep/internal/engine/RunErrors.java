package io.threadkeep.internal.engine;

import io.threadkeep.budget.BudgetExceededException;
import io.threadkeep.context.WindowOverflowException;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.run.RunError;
import io.threadkeep.transport.ModelException;

/**
 * What an owner is told of a failure: our own errors' words, which hold no secrets and no content.
 */
final class RunErrors {

  private RunErrors() {}

  static RunError from(ThreadkeepException error) {
    if (error instanceof ModelException model) {
      return new RunError(model.code(), model.getMessage());
    } else if (error instanceof WindowOverflowException) {
      return new RunError(RunError.Code.CONTEXT_LENGTH, error.getMessage());
    } else if (error instanceof BudgetExceededException) {
      return new RunError(RunError.Code.BUDGET_EXCEEDED, error.getMessage());
    }
    return new RunError(RunError.Code.SERVER_ERROR, error.getMessage());
  }
}
