package io.threadkeep.run;

import io.threadkeep.error.ThreadkeepException;

/**
 * A question got no answer: its run ended, but not as {@code completed}. The question stays in the
 * log.
 */
public final class RunNotCompletedException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final transient Run run;

  public RunNotCompletedException(Run run) {
    super(
        "Run "
            + run.id()
            + " ended as '"
            + run.status().wireName()
            + "'"
            + (run.error() == null
                ? ""
                : " ("
                    + run.error().code().name().toLowerCase(java.util.Locale.ROOT)
                    + "): "
                    + run.error().message())
            + (run.progress().incomplete() == null ? "" : ": " + run.progress().incomplete())
            + ".");
    this.run = run;
  }

  public Run run() {
    return run;
  }
}
