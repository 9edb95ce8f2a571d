package io.threadkeep.internal.engine;

import io.threadkeep.error.ThreadkeepException;

/**
 * A policy or a transport threw what it should not: a fault in its code, so trying again does not
 * help.
 */
final class UnexpectedFailureException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  UnexpectedFailureException(String doing, Throwable cause) {
    // The cause's own words may hold anything; they go to the log, not to the run's owner.
    super(
        "An unexpected " + cause.getClass().getSimpleName() + " ended the run while " + doing + ".",
        cause);
  }
}
