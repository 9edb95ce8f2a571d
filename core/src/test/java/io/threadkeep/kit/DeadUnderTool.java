package io.threadkeep.kit;

import io.threadkeep.PendingRun;
import io.threadkeep.message.ContentPart.ToolResult;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import io.threadkeep.message.Role;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.StepStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.store.RunCommit;
import io.threadkeep.transport.ModelRequest;
import java.util.List;

/**
 * A run whose first worker died with a tool call begun and no output stored, and what became of it
 * when another worker had taken it up.
 */
record DeadUnderTool(Run run, RunStep step, List<ToolResult> results, List<ModelRequest> requests) {

  static DeadUnderTool takenUp(Trial trial, PuppetTool tool) {
    PuppetTransport transport = ToolAsking.once();
    try (Workplace idle =
        new Workplace(
            trial,
            trial.store(),
            transport,
            Workplace.options().workers(Workplace.BRISK.slots(0)),
            tool)) {
      PendingRun pending = idle.ask("How is the weather?");
      dieUnderTheTool(trial, trial.claim());
      trial.pass(Samples.LEASE.plusMillis(1));
      try (Workplace other = new Workplace(trial, transport, tool)) {
        Run ended = Workplace.end(pending);
        return new DeadUnderTool(
            ended,
            trial
                .store()
                .runs()
                .steps(ended.owner(), ended.id(), PageRequest.oldestFirst())
                .items()
                .get(0),
            EngineToolRules.results(idle),
            transport.requests());
      }
    }
  }

  private static void dieUnderTheTool(Trial trial, LeasedRun leased) {
    Run run = leased.run();
    MessageDraft asking =
        new MessageDraft(
            trial.samples().ids().message(),
            NewMessage.of(Role.ASSISTANT, ToolAsking.weather("call-1")),
            new Origin(run.id(), run.spec().assistantId(), null),
            7,
            trial.clock().instant());
    RunStep step =
        trial
            .samples()
            .stepOf(
                run.id(),
                StepStatus.IN_PROGRESS,
                new StepDetails.ToolCalls(asking.id(), List.of("call-1"), List.of(), List.of()));
    trial.commit(leased, RunCommit.of(RunMove.ADVANCE).saying(asking).with(step, Usage.NONE));
    trial.store().toolCalls().begin(leased.lease(), step.id(), "call-1");
  }

  String idempotencyKey() {
    return run.id() + "/" + step.id() + "/call-1";
  }
}
