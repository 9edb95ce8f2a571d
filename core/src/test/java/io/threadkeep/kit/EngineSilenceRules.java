package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.PendingRun;
import io.threadkeep.RunExecutor;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.EventOptions;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.tool.ToolTraits;
import java.time.Duration;
import java.time.Instant;

/**
 * ENGINE-110 to 112: what is heard of a call that says nothing.
 *
 * <ol start="110">
 *   <li>That the attempt and its call have begun is heard soon, long before the next flush, and can
 *       be looked up without listening.
 *   <li>So is a later call of the same run.
 *   <li>A call that is over in a moment costs no write for having begun.
 * </ol>
 */
interface EngineSilenceRules extends StoreRules {
  /** Longer than the writer gathers, and shorter than what a listener would wonder at. */
  Duration MOMENT = Duration.ofMillis(30);

  /** A tenth of a second, on a machine that has other things to do. */
  Duration SOON = Duration.ofSeconds(3);

  @ContractRule("ENGINE-110")
  default void aCallThatSaysNothingIsHeardToHaveBegun(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    try (Workplace workplace = unhurried(trial.store(), trial, new PuppetTransport(gate::pass))) {
      Instant asked = Instant.now();
      PendingRun run = workplace.ask("Are you there?");
      Hearing hearing = Hearing.of(run.events());
      hearing.awaitKinds("AttemptBegun", "StepBegun");
      assertThat(Duration.between(asked, Instant.now())).isLessThan(SOON);
      RunExecutor runs = workplace.keep().runs();
      assertThat(runs.eventsSoFar(run.id(), 0)).isEqualTo(hearing.soFar());
      assertThat(runs.eventsSoFar(run.id(), 1)).isEqualTo(hearing.soFar().subList(1, 2));
      assertThat(runs.eventsSoFar(run.id(), 2)).isEmpty();
      gate.letGo();
      assertThat(Hearing.kinds(hearing.all()))
          .containsExactly(
              "AttemptBegun", "StepBegun", "TextDelta", "MessageEnded", "StepEnded", "RunEnded");
    }
  }

  @ContractRule("ENGINE-111")
  default void aLaterCallThatSaysNothingIsHeardToHaveBegun(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) ->
                ToolAsking.resultsOfThisTurn(request).isEmpty()
                    ? ToolAsking.asking(ToolAsking.weather("call-1"))
                    : gate.pass(request, call));
    try (Workplace workplace =
        unhurried(trial.store(), trial, transport, PuppetTool.sunny(ToolTraits.defaults()))) {
      Hearing hearing = Hearing.of(workplace.ask("How is the weather?").events());
      hearing.awaitKinds(
          "AttemptBegun",
          "StepBegun",
          "ToolCallDelta",
          "MessageEnded",
          "MessageEnded",
          "StepEnded",
          "StepBegun");
      gate.letGo();
      assertThat(Hearing.kinds(hearing.all())).endsWith("StepEnded", "RunEnded");
    }
  }

  @ContractRule("ENGINE-112")
  default void aCallThatIsOverInAMomentCostsNoWriteForItsBeginning(Trial trial) {
    CountingQueue queue = new CountingQueue(trial.store().queue());
    try (Workplace workplace =
        unhurried(new Borrowed(trial.store(), queue), trial, PuppetTransport.thinking(MOMENT))) {
      // Not each is over in a moment on a machine that has other things to do.
      int before = -1;
      for (int n = 0; n < 20 && queue.publishes().get() != before; n++) {
        before = queue.publishes().get();
        assertThat(Workplace.end(workplace.ask("Once?")).status()).isEqualTo(RunStatus.COMPLETED);
      }
      assertThat(queue.publishes()).hasValue(before);
    }
  }

  /** It would flush once a minute. */
  private static Workplace unhurried(
      ThreadStore store, Trial trial, PuppetTransport transport, PuppetTool... tools) {
    EngineOptions options =
        Workplace.options().events(EventOptions.defaults().flush(Duration.ofMinutes(1)));
    return new Workplace(trial, store, transport, options, tools);
  }
}
