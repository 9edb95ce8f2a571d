package io.threadkeep.internal.tool;

import io.threadkeep.internal.tool.ToolResult.Answered;
import io.threadkeep.internal.tool.ToolResult.Broken;
import io.threadkeep.internal.tool.ToolResult.Ending;
import io.threadkeep.tool.Tool;
import io.threadkeep.tool.ToolCallInfo;
import io.threadkeep.tool.ToolFailureException;
import io.threadkeep.tool.ToolOutput;
import io.threadkeep.tool.ToolRequest;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tool with what stands around it: its arguments are checked before, and whatever it says or
 * throws becomes a {@link ToolResult} that is fit for the model. What it threw is logged in full
 * for the host, and not told.
 */
final class GuardedTool {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedTool.class);

  private final Tool tool;
  private final String name;
  private final Duration timeout;
  private final ArgumentCheck check;
  private final OutputText outputs;

  /**
   * @throws io.threadkeep.error.InvalidInputException if the tool's schema is none
   */
  GuardedTool(Tool tool, OutputText outputs) {
    this.tool = tool;
    this.name = tool.definition().name();
    this.timeout = tool.traits().timeout();
    this.check = new ArgumentCheck(ArgumentSchema.of(tool.definition()));
    this.outputs = outputs;
  }

  String name() {
    return name;
  }

  Duration timeout() {
    return timeout;
  }

  /** On the thread of {@code running}, which is asked whether anybody still waits. */
  ToolResult call(Attempt attempt, RunningCall running) {
    // What some models send to a tool without parameters.
    String arguments = attempt.arguments().isBlank() ? "{}" : attempt.arguments();
    Optional<Misfit> misfit = check.misfit(arguments);
    if (misfit.isPresent()) {
      return failed(misfit.get().explain(name), Ending.MISFIT);
    }
    ToolCallInfo info = attempt.call();
    ToolRequest request =
        new ToolRequest(arguments, info, attempt.leaseToken(), timeout, running::isGivenUp);
    try {
      return new Answered(outputs.fit(tool.call(request)), Ending.RETURNED);
    } catch (ToolFailureException e) {
      LOG.debug("{}: tool '{}' declines call {}", info.runId(), name, info.callId(), e);
      return failed(e.getMessage(), Ending.RETURNED);
    } catch (Exception e) {
      log(info, running, e);
      return failed("Tool '" + name + "' failed: " + nameOf(e) + ".", Ending.THREW);
    } catch (Error e) {
      log(info, running, e);
      return broken(e);
    }
  }

  ToolResult timedOut() {
    String text =
        "Tool '" + name + "' did not answer within " + timeout + ". What it has done is unknown.";
    return failed(text, Ending.TIMED_OUT);
  }

  ToolResult refused(String reason) {
    return failed("Tool '" + name + "' was not called: " + reason + ".", Ending.REFUSED);
  }

  Broken broken(Throwable error) {
    return new Broken("Tool '" + name + "' broke with " + nameOf(error) + ".");
  }

  private Answered failed(String text, Ending ending) {
    return new Answered(outputs.fit(ToolOutput.failed(text)), ending);
  }

  private void log(ToolCallInfo call, RunningCall running, Throwable thrown) {
    if (running.isGivenUp()) {
      LOG.debug("{}: tool '{}' ended after it was given up", call.runId(), name, thrown);
    } else {
      LOG.warn("{}: tool '{}' failed in call {}", call.runId(), name, call.callId(), thrown);
    }
  }

  /** An anonymous class has no simple name. */
  private static String nameOf(Throwable thrown) {
    String simple = thrown.getClass().getSimpleName();
    return simple.isEmpty() ? thrown.getClass().getName() : simple;
  }

  /** One attempt at one call, as the engine asks for it. */
  record Attempt(String arguments, ToolCallInfo call, long leaseToken) {}
}
