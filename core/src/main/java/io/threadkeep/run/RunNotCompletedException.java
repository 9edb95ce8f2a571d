package io.threadkeep.run;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.message.IncompleteReason;
import java.util.Locale;

/**
 * A question got no answer: its run ended, but not as {@code completed}. The question stays in the
 * log.
 */
public final class RunNotCompletedException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final transient Run run;

  public RunNotCompletedException(Run run) {
    super("Run " + run.id() + " ended as '" + run.status().wireName() + "'" + why(run));
    this.run = run;
  }

  public Run run() {
    return run;
  }

  private static String why(Run run) {
    RunError error = run.error();
    IncompleteReason incomplete = run.progress().incomplete();
    if (error != null) {
      return " (" + error.code().name().toLowerCase(Locale.ROOT) + "): " + error.message();
    }
    return incomplete == null ? "." : " (" + incomplete.name().toLowerCase(Locale.ROOT) + ").";
  }
}
