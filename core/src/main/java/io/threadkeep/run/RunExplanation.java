package io.threadkeep.run;

import io.threadkeep.context.LeftOut;
import io.threadkeep.context.PositionRange;
import io.threadkeep.context.WindowManifest;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * What a run was shown, call by call, and why; {@link #text} says it to a person. Holds no content.
 *
 * @param steps the run's model calls, in order
 */
public record RunExplanation(Run run, List<RunStep> steps) {
  public RunExplanation {
    steps = List.copyOf(steps);
  }

  /** Some lines for each model call. */
  public String text() {
    StringJoiner text = new StringJoiner(System.lineSeparator());
    text.add(
        String.format(
            Locale.ROOT,
            "%s of %s: %s; %d model calls, %s",
            run.id().value(),
            run.threadId().value(),
            run.status().wireName(),
            steps.size(),
            used(run.usage())));
    for (int i = 0; i < steps.size(); i++) {
      explain(i + 1, steps.get(i), text);
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return text();
  }

  private static void explain(int number, RunStep step, StringJoiner text) {
    text.add(
        String.format(
            Locale.ROOT,
            "%d. %s, attempt %d: %s",
            number,
            step.id().value(),
            step.attempt(),
            step.status().name().toLowerCase(Locale.ROOT)));
    WindowManifest window = step.manifest();
    if (window != null) {
      explain(window, text);
    }
    line(text, "used", used(step.usage()));
    RunError error = step.outcome().error();
    if (error != null) {
      line(text, "error", error.code().wireName() + ": " + error.message());
    }
  }

  private static void explain(WindowManifest window, StringJoiner text) {
    WindowManifest.Details details = window.details();
    line(text, "policy", window.policy());
    line(text, "shown", ranges(window.included()) + " of 1-" + window.pinnedEnd());
    if (!details.pins().isEmpty()) {
      line(text, "pinned", ranges(details.pins()));
    }
    WindowManifest.SummaryUse summary = details.summary();
    if (summary != null && summary.wantedTo() > 0) {
      line(
          text,
          "summary",
          summary.to() == 0
              ? "none by " + summary.model() + " yet"
              : range(new PositionRange(summary.from(), summary.to()))
                  + " by "
                  + summary.model()
                  + ", "
                  + summary.tokens()
                  + " tokens");
    }
    for (LeftOut leftOut : window.leftOut()) {
      line(text, "left out", range(leftOut.range()) + ", " + reason(leftOut.reason()));
    }
    if (!window.shortened().isEmpty()) {
      line(
          text,
          "shortened",
          window.shortened().stream().map(String::valueOf).collect(Collectors.joining(", "))
              + (details.longestOutput() == null
                  ? ""
                  : ", tool outputs to " + details.longestOutput() + " characters"));
    }
    line(
        text,
        "prompt",
        "about "
            + window.tokens()
            + " tokens, "
            + details.preambleTokens()
            + " of them for instructions and tools"
            + (details.mostTokens() == null
                ? ""
                : "; " + details.mostTokens() + " were left of the run's budget"));
  }

  private static void line(StringJoiner text, String label, String value) {
    text.add(String.format(Locale.ROOT, "   %-10s %s", label, value));
  }

  private static String used(Usage usage) {
    String cached =
        usage.promptTokens() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                " (%d cached, %d %%)",
                usage.cachedTokens(),
                Math.round(100.0 * usage.cachedTokens() / usage.promptTokens()));
    return String.format(
        Locale.ROOT,
        "%d prompt tokens%s, %d completion tokens",
        usage.promptTokens(),
        cached,
        usage.completionTokens());
  }

  private static String ranges(List<PositionRange> ranges) {
    return ranges.isEmpty()
        ? "nothing"
        : ranges.stream().map(RunExplanation::range).collect(Collectors.joining(", "));
  }

  private static String range(PositionRange range) {
    return range.from() == range.to()
        ? String.valueOf(range.from())
        : range.from() + "-" + range.to();
  }

  private static String reason(LeftOut.Reason reason) {
    return switch (reason) {
      case BEYOND_WINDOW -> "older than the policy reaches";
      case BEYOND_BUDGET -> "older than what the run's budget had room for";
      case LATER -> "said by others while the run was at work";
      case UNANSWERED_CALL -> "a tool call without all its results";
      case ORPHANED_RESULT -> "a result without its tool call";
      case WITHDRAWN -> "withdrawn";
    };
  }
}
