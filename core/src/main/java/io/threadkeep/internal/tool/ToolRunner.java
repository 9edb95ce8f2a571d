package io.threadkeep.internal.tool;

import io.threadkeep.internal.time.Alarms;
import io.threadkeep.internal.tool.GuardedTool.Attempt;
import io.threadkeep.internal.tool.ToolResult.Answered;
import io.threadkeep.internal.tool.ToolResult.Ending;
import io.threadkeep.internal.worker.ThreadSource;
import io.threadkeep.limit.Limits;
import io.threadkeep.limit.Text;
import io.threadkeep.options.ToolOptions;
import io.threadkeep.tool.ToolBox;
import io.threadkeep.tool.ToolCallInfo;
import io.threadkeep.tool.ToolOutput;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts calls of this JVM's tools. How many at once, and whether a run may call a tool at all, is
 * for whoever asks to decide.
 */
public final class ToolRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ToolRunner.class);

  private final Map<String, GuardedTool> tools;
  private final int maxLeaked;
  private final Alarms alarms;
  private final AtomicInteger leaked = new AtomicInteger();
  private final Set<RunningCall> running = ConcurrentHashMap.newKeySet();
  private final ExecutorService workers;

  /**
   * @throws io.threadkeep.error.InvalidInputException if a tool's parameters are no JSON Schema
   */
  public ToolRunner(ToolBox box, ToolOptions options, Alarms alarms, ThreadSource threads) {
    OutputText outputs = new OutputText(options.maxOutputBytes());
    this.tools =
        box.tools().stream()
            .map(tool -> new GuardedTool(tool, outputs))
            .collect(Collectors.toUnmodifiableMap(GuardedTool::name, Function.identity()));
    this.maxLeaked = options.maxLeakedThreads();
    this.alarms = alarms;
    this.workers = threads.newExecutor("tool");
  }

  /**
   * Returns at once and never throws for what a model or a tool does; the result may be there
   * already.
   *
   * @param arguments as the model wrote them
   */
  public RunningCall start(String toolName, String arguments, ToolCallInfo info, long leaseToken) {
    GuardedTool tool = tools.get(toolName);
    if (tool == null) {
      return RunningCall.over(unknown(toolName));
    }
    if (leaked.get() >= maxLeaked) {
      LOG.error(
          "{}: tool '{}' is not called: {} threads hang in tools",
          info.runId(),
          toolName,
          maxLeaked);
      return RunningCall.over(tool.refused("too many calls hang on this worker"));
    }
    RunningCall call = new RunningCall(leaked, running::remove);
    running.add(call);
    call.begin(tool, new Attempt(arguments, info, leaseToken), workers, alarms);
    return call;
  }

  /** Threads inside calls that were given up and have not ended. */
  public int leakedThreads() {
    return leaked.get();
  }

  /** Cancels what is under way, and starts no more. */
  @Override
  public void close() {
    workers.shutdown();
    running.forEach(RunningCall::cancel);
  }

  private static ToolResult unknown(String toolName) {
    String name = Text.truncate(Text.sanitise(toolName), Limits.TOOL_NAME);
    return new Answered(
        ToolOutput.failed("There is no tool '" + name + "' here."), Ending.UNKNOWN_TOOL);
  }
}
