package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.WhenBusy;
import java.time.Duration;
import java.util.List;

/** ENGINE-40 to 44, and 52: a second run while one is active. */
interface EngineBusyRules extends StoreRules {

  @ContractRule("ENGINE-40")
  default void aRunThatHasWaitedSeesTheReplyBeforeIt(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    PuppetTransport transport = heldUpAt("first", gate);
    try (Workplace workplace = new Workplace(trial, transport)) {
      PendingRun first = workplace.ask("first", WhenBusy.REJECT);
      gate.awaitEntered();
      PendingRun second = workplace.ask("second", WhenBusy.ENQUEUE);
      PendingRun third = workplace.ask("third", WhenBusy.ENQUEUE);
      assertThat(second.get().status()).isEqualTo(RunStatus.QUEUED);
      gate.letGo();
      for (PendingRun run : List.of(first, second, third)) {
        assertThat(Workplace.end(run).status()).isEqualTo(RunStatus.COMPLETED);
      }
      assertThat(transport.requests())
          .extracting(request -> request.messages().stream().map(Message::text).toList())
          .containsExactly(
              List.of("first"),
              List.of("first", "second", "third", "Re: first"),
              List.of("first", "second", "third", "Re: first", "Re: Re: first"));
    }
  }

  @ContractRule("ENGINE-52")
  default void aRunThatHasWaitedIsBegunAsTheOneBeforeItEnds(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    EngineOptions patient = Workplace.options(Workplace.BRISK.poll(Duration.ofMinutes(15)));
    try (Workplace workplace =
        new Workplace(trial, trial.store(), heldUpAt("first", gate), patient)) {
      PendingRun first = workplace.ask("first", WhenBusy.ENQUEUE);
      gate.awaitEntered();
      PendingRun second = workplace.ask("second", WhenBusy.ENQUEUE);
      PendingRun third = workplace.ask("third", WhenBusy.ENQUEUE);
      gate.letGo();
      for (PendingRun run : List.of(first, second, third)) {
        assertThat(Workplace.end(run).status()).isEqualTo(RunStatus.COMPLETED);
      }
    }
  }

  @ContractRule("ENGINE-41")
  default void theOptionsDecideWhereARequestSaysNothing(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    EngineOptions options = Workplace.options(Workplace.BRISK);
    try (Workplace workplace =
        new Workplace(
            trial,
            trial.store(),
            heldUpAt("first", gate),
            options.limits(options.limits().whenBusy(WhenBusy.ENQUEUE)))) {
      PendingRun first = workplace.ask("first");
      gate.awaitEntered();
      PendingRun second = workplace.chat().run(workplace.assistant());
      assertThatThrownBy(() -> workplace.ask("third", WhenBusy.REJECT))
          .isInstanceOfSatisfying(
              ActiveRunException.class, e -> assertThat(e.activeRunId()).isEqualTo(first.id()));
      gate.letGo();
      assertThat(Workplace.end(second).status()).isEqualTo(RunStatus.COMPLETED);
    }
  }

  @ContractRule("ENGINE-42")
  default void whoInterruptsStopsTheCallAndIsAnswered(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    try (Workplace workplace = new Workplace(trial, heldUpAt("first", gate))) {
      PendingRun first = workplace.ask("first", WhenBusy.REJECT);
      gate.awaitEntered();
      PendingRun second = workplace.ask("rather this", WhenBusy.INTERRUPT);
      assertThat(Workplace.end(first).status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(Workplace.end(second).status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(workplace.chat().messages().map(Message::text))
          .containsExactly("first", "rather this", "Re: rather this");
    }
  }

  @ContractRule("ENGINE-43")
  default void whoInterruptsBeforeAnyWorkerEndsTheRunAtOnce(Trial trial) {
    try (Workplace workplace =
        new Workplace(
            trial, trial.store(), PuppetTransport.answering(), Workplace.BRISK.slots(0))) {
      PendingRun first = workplace.ask("first", WhenBusy.REJECT);
      PendingRun second = workplace.ask("rather this", WhenBusy.INTERRUPT);
      assertThat(Workplace.end(first).status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(trial.claim().run().id()).isEqualTo(second.id());
    }
  }

  @ContractRule("ENGINE-44")
  default void questionsThatJoinAreAnsweredTogetherAndOnce(Trial trial) {
    try (Workplace asking =
        new Workplace(
            trial, trial.store(), PuppetTransport.answering(), Workplace.BRISK.slots(0))) {
      PendingRun first = asking.ask("first", WhenBusy.MERGE);
      RunRequest more =
          RunRequest.by(asking.assistant().id())
              .saying(NewMessage.user("second"))
              .whenBusy(WhenBusy.MERGE)
              .key("second");
      assertThat(asking.chat().run(more).id()).isEqualTo(first.id());
      assertThat(asking.chat().run(more).id()).isEqualTo(first.id());
      PuppetTransport transport = PuppetTransport.answering();
      try (Workplace working = new Workplace(trial, transport)) {
        Run ended = working.keep().runs().await(first.id(), Duration.ofSeconds(30));
        assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(transport.requests()).hasSize(1);
        assertThat(asking.chat().messages().map(Message::text))
            .containsExactly("first", "second", "Re: second");
      }
    }
  }

  /** Answers, but not before the gate is open if {@code question} is the newest message. */
  private static PuppetTransport heldUpAt(String question, PuppetTransport.Gate gate) {
    return new PuppetTransport(
        (request, call) ->
            PuppetTransport.newest(request).equals(question)
                ? gate.pass(request, call)
                : PuppetTransport.reply("Re: " + PuppetTransport.newest(request)));
  }
}
