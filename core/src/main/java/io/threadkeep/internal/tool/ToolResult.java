package io.threadkeep.internal.tool;

import io.threadkeep.tool.ToolOutput;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What came of a call: the one thing that the engine goes by. */
public sealed interface ToolResult {

  /** What went wrong, in one word for operators; null if the tool has done its work. */
  @Nullable String error();

  /** The model is told {@code output}, which is fit to be stored. */
  record Answered(ToolOutput output, Ending ending) implements ToolResult {
    @Override
    public @Nullable String error() {
      if (ending == Ending.RETURNED) {
        return output.failed() ? "failed" : null;
      }
      return ending.name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The tool threw an {@link Error}: the run fails.
   *
   * @param message names the tool and the error's class, and holds none of its text
   */
  record Broken(String message) implements ToolResult {
    @Override
    public String error() {
      return "broken";
    }
  }

  /** Nobody wants to know any more. */
  record Cancelled() implements ToolResult {
    @Override
    public String error() {
      return "cancelled";
    }
  }

  /** How an answer came about. */
  enum Ending {
    /** The tool's own words, be they good or bad. */
    RETURNED,
    /** It threw something that was not meant for the model. */
    THREW,
    /** It was given up; whether it has done its work is unknown. */
    TIMED_OUT,
    /** It was not called: this JVM has no tool of that name. */
    UNKNOWN_TOOL,
    /** It was not called: its arguments do not fit. */
    MISFIT,
    /** It was not called: no thread is to be had, or too many hang. */
    REFUSED
  }
}
