package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.Operations.ANN;

import io.threadkeep.id.StepId;
import io.threadkeep.kit.Trial;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.RunCommit;
import io.threadkeep.tool.ToolOutput;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** What a run with tools asks of the store. */
final class ToolOperations {

  private ToolOperations() {}

  static Stream<Operation> all() {
    return Stream.of(
        Operation.of(
                "RunQueue.commit",
                "an advance with its message and step",
                t -> {
                  LeasedRun leased = t.submitAndClaim();
                  RunStep step = t.samples().step(leased.run().id());
                  RunCommit commit =
                      RunCommit.of(RunMove.ADVANCE)
                          .with(step, step.usage())
                          .saying(t.samples().draft("Let me look."));
                  return () -> t.store().queue().commit(leased.lease(), commit);
                })
            .leaves("tk_messages", 2)
            .leaves("tk_steps", 1),
        Operation.of(
                "RunQueue.commit",
                "an end in time, with what was said",
                t -> {
                  LeasedRun leased = t.submitAndClaim();
                  RunCommit commit =
                      RunCommit.of(RunMove.TIME_UP).saying(t.samples().draft("The capital"));
                  return () -> t.store().queue().commit(leased.lease(), commit);
                })
            .leaves("tk_messages", 2),
        Operation.of(
                "RunRecords.close",
                "with the step that was open",
                t -> {
                  LeasedRun leased = t.submitAndClaim();
                  RunStep step = t.samples().step(leased.run().id());
                  Run run = t.commit(leased, RunCommit.of(RunMove.FAIL));
                  List<MessageDraft> results = t.samples().drafts("no result");
                  return () -> {
                    t.store().runs().close(ANN, run.id(), results, List.of(step));
                    return run.id();
                  };
                })
            .leaves("tk_messages", 2)
            .leaves("tk_steps", 1),
        Operation.of(
                "ToolLedger.begin",
                "a new call",
                t -> {
                  LeasedRun leased = t.submitAndClaim();
                  StepId step = t.samples().ids().step();
                  return () -> t.store().toolCalls().begin(leased.lease(), step, "call-1");
                })
            .leaves("tk_tool_calls", 1),
        Operation.of(
                "ToolLedger.beginAgain",
                "a new call",
                t -> {
                  LeasedRun leased = t.submitAndClaim();
                  StepId step = t.samples().ids().step();
                  return () -> t.store().toolCalls().beginAgain(leased.lease(), step, "call-1");
                })
            .leaves("tk_tool_calls", 1),
        Operation.of(
                "ToolLedger.times",
                "of a step with a call",
                t -> {
                  LeasedRun leased = t.submitAndClaim();
                  StepId step = t.samples().ids().step();
                  t.store().toolCalls().begin(leased.lease(), step, "call-1");
                  return () -> t.store().toolCalls().times(ANN, leased.run().id(), step);
                })
            .leaves("tk_tool_calls", 1),
        Operation.of("ToolLedger.end", "a call that was begun", ToolOperations::ending)
            .leaves("tk_tool_calls", 1));
  }

  private static Callable<?> ending(Trial t) {
    LeasedRun leased = t.submitAndClaim();
    StepId step = t.samples().ids().step();
    t.store().toolCalls().begin(leased.lease(), step, "call-1");
    return () -> {
      t.store().toolCalls().end(leased.lease(), step, "call-1", ToolOutput.of("four degrees"));
      return step;
    };
  }
}
