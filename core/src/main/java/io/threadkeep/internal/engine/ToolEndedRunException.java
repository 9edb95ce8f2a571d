package io.threadkeep.internal.engine;

import io.threadkeep.error.ThreadkeepException;

/** A tool left no way to go on: it broke, or may have had an effect that must not come twice. */
final class ToolEndedRunException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  ToolEndedRunException(String message) {
    super(message, null);
  }
}
