package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.PendingRun;
import io.threadkeep.message.ContentPart.ToolResult;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.Message;
import io.threadkeep.options.RunLimits;
import io.threadkeep.run.RunStatus;
import io.threadkeep.tool.ToolTraits;
import io.threadkeep.tool.UnknownOutcome;
import io.threadkeep.transport.ModelDelta;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * ENGINE-37 to 39: what is kept of a run that does not come to its own end.
 *
 * <ol start="37">
 *   <li>What the model had said when the run was cancelled or ran out of time is a message, marked
 *       as incomplete.
 *   <li>A run leaves a model call that does not return, and its slot is another's.
 *   <li>A tool whose worker died under it is called again with the same key, or not at all, as it
 *       wants; the model hears of it once.
 * </ol>
 */
interface EngineRescueRules extends StoreRules {

  @ContractRule("ENGINE-37")
  default void whatWasSaidBeforeACancelIsKeptAndMarked(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    try (Workplace workplace = new Workplace(trial, halfAnAnswer(gate))) {
      PendingRun run = workplace.ask("What is the capital of France?");
      gate.awaitEntered();
      run.cancel();
      assertThat(Workplace.end(run).status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(run.reply().map(Message::text)).hasValue("The capital of France");
      assertThat(run.reply().map(message -> message.origin().incomplete()))
          .hasValue(IncompleteReason.RUN_CANCELLED);
    }
  }

  @ContractRule("ENGINE-37")
  default void whatWasSaidWhenTheTimeWasUpIsKeptAndMarked(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    RunLimits brief = Workplace.options().limits().expiresAfter(Duration.ofMillis(200));
    try (Workplace workplace =
        new Workplace(
            trial, trial.store(), halfAnAnswer(gate), Workplace.options().limits(brief))) {
      PendingRun run = workplace.ask("What is the capital of France?");
      assertThat(Workplace.end(run).status()).isEqualTo(RunStatus.EXPIRED);
      assertThat(run.reply().map(message -> message.origin().incomplete()))
          .hasValue(IncompleteReason.RUN_EXPIRED);
    }
  }

  @ContractRule("ENGINE-38")
  default void aRunLeavesACallThatDoesNotReturn(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    AtomicInteger calls = new AtomicInteger();
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) ->
                calls.incrementAndGet() == 1
                    ? gate.passDeaf(request, call)
                    : PuppetTransport.reply("at last"));
    try (Workplace workplace =
        new Workplace(trial, trial.store(), transport, Workplace.BRISK.slots(1))) {
      PendingRun stuck = workplace.ask("Never mind?");
      gate.awaitEntered();
      stuck.cancel();
      assertThat(Workplace.end(stuck).status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(Workplace.end(workplace.ask("And now?")).status()).isEqualTo(RunStatus.COMPLETED);
      gate.letGo();
    }
  }

  @ContractRule("ENGINE-39")
  default void aToolWhoseWorkerDiedIsRepeatedWithItsKey(Trial trial) {
    PuppetTool tool = PuppetTool.sunny(ToolTraits.defaults());
    DeadUnderTool takenUp = DeadUnderTool.takenUp(trial, tool);
    assertThat(takenUp.run().status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(tool.requests()).hasSize(1);
    assertThat(tool.requests().get(0).call().idempotencyKey()).isEqualTo(takenUp.idempotencyKey());
    assertThat(takenUp.results())
        .extracting(ToolResult::output)
        .containsExactly("sunny: " + ToolAsking.PARIS);
    EngineToolRules.assertPaired(takenUp.requests().get(0));
  }

  @ContractRule("ENGINE-39")
  default void aToolThatMustNotBeRepeatedIsNotAndTheModelIsTold(Trial trial) {
    PuppetTool tool =
        PuppetTool.sunny(ToolTraits.defaults().unknownOutcome(UnknownOutcome.TELL_MODEL));
    DeadUnderTool takenUp = DeadUnderTool.takenUp(trial, tool);
    assertThat(takenUp.run().status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(tool.requests()).isEmpty();
    assertThat(takenUp.results())
        .singleElement()
        .satisfies(result -> assertThat(result.output()).contains("unknown"));
  }

  @ContractRule("ENGINE-39")
  default void aRunFailsWhoseToolWantsThatRatherThanToBeRepeated(Trial trial) {
    PuppetTool tool =
        PuppetTool.sunny(ToolTraits.defaults().unknownOutcome(UnknownOutcome.FAIL_RUN));
    DeadUnderTool takenUp = DeadUnderTool.takenUp(trial, tool);
    assertThat(takenUp.run().status()).isEqualTo(RunStatus.FAILED);
    assertThat(tool.requests()).isEmpty();
    assertThat(takenUp.results()).hasSize(1);
    assertThat(takenUp.requests()).isEmpty();
  }

  private static PuppetTransport halfAnAnswer(PuppetTransport.Gate gate) {
    return new PuppetTransport(
        (request, call) -> {
          call.emit(new ModelDelta.TextDelta("The capital "));
          call.emit(new ModelDelta.TextDelta("of France"));
          return gate.pass(request, call);
        });
  }
}
