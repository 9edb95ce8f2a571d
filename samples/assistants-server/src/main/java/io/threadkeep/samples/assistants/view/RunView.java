package io.threadkeep.samples.assistants.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.RunExecutor;
import io.threadkeep.run.RequiredCall;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.StepCall;
import io.threadkeep.samples.assistants.wire.RunWire;
import java.util.List;

/** Runs as the API shows them. */
public final class RunView {

  private RunView() {}

  public static ObjectNode of(RunExecutor runs, Run run) {
    return RunWire.write(
        run, run.status(), required(runs, run).stream().map(RequiredCall::call).toList());
  }

  /** The tool calls that the run waits for; not looked for where it does not. */
  public static List<RequiredCall> required(RunExecutor runs, Run run) {
    return run.status() == RunStatus.REQUIRES_ACTION ? runs.required(run.id()) : List.of();
  }

  /**
   * As it was when it waited for the outputs of {@code calls}, though it may have gone on since.
   */
  public static ObjectNode waiting(Run run, List<StepCall> calls) {
    return RunWire.write(
        run, RunStatus.REQUIRES_ACTION, calls.stream().map(StepCall::call).toList());
  }

  /** As it was in a status that waits for nobody. */
  public static ObjectNode in(RunStatus status, Run run) {
    return RunWire.write(run, status, List.of());
  }
}
