package io.threadkeep.transport.fake.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A test has left something behind. */
final class LeftoversError extends AssertionError {
  private static final long serialVersionUID = 1L;

  private LeftoversError(String message) {
    super(message);
  }

  /**
   * @param runs not ended, described
   * @param lines not used
   */
  static Optional<LeftoversError> of(List<String> runs, List<String> lines) {
    if (runs.isEmpty() && lines.isEmpty()) {
      return Optional.empty();
    }
    List<String> message = new ArrayList<>();
    message.add("The test has left something behind.");
    if (!runs.isEmpty()) {
      message.add("Runs that have not ended: " + runs.size());
      runs.forEach(run -> message.add("  " + run));
    }
    if (!lines.isEmpty()) {
      message.add("Lines of the script that nobody has asked for: " + lines.size());
      lines.forEach(line -> message.add("  " + line));
    }
    message.add(
        "End the runs and use the lines, or allow it: @AllowLeftovers on the test or its class, or"
            + " allowing(…) on the ThreadkeepExtension.");
    return Optional.of(new LeftoversError(String.join(System.lineSeparator(), message)));
  }
}
