package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.options.WorkerOptions;
import io.threadkeep.run.AwaitTimeoutException;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * ENGINE-10 to 23: cancels, dead and paused workers, shutdowns, broken transports, and several
 * engines on one storage.
 */
interface EngineFailureRules extends StoreRules {

  @ContractRule("ENGINE-10")
  default void aCancelStopsTheCallAndLeavesNoReply(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    try (Workplace workplace = new Workplace(trial, new PuppetTransport(gate::pass))) {
      PendingRun run = workplace.ask("Never mind?");
      gate.awaitEntered();
      assertThat(run.cancel().status()).isEqualTo(RunStatus.CANCELLING);
      assertThat(Workplace.end(run).status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(workplace.chat().messages().map(Message::text)).containsExactly("Never mind?");
      assertThat(run.cancel().status()).isEqualTo(RunStatus.CANCELLED);
    }
  }

  @ContractRule("ENGINE-11")
  default void aCancelBeforeAnyWorkerEndsTheRunAtOnce(Trial trial) {
    try (Workplace workplace =
        new Workplace(
            trial, trial.store(), PuppetTransport.answering(), Workplace.BRISK.slots(0))) {
      PendingRun run = workplace.ask("Never mind?");
      assertThat(run.cancel().status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(Workplace.end(run).status()).isEqualTo(RunStatus.CANCELLED);
    }
  }

  @ContractRule("ENGINE-12")
  default void aCancelThatTheCallDoesNotHearStillBeatsItsReply(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    try (Workplace workplace = new Workplace(trial, new PuppetTransport(gate::passDeaf))) {
      PendingRun run = workplace.ask("Never mind?");
      gate.awaitEntered();
      run.cancel();
      gate.letGo();
      Run ended = Workplace.end(run);
      assertThat(ended.status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(ended.usage()).isEqualTo(PuppetTransport.USAGE);
      assertThat(workplace.chat().messages().map(message -> message.origin().incomplete()))
          .containsExactly(null, IncompleteReason.RUN_CANCELLED);
    }
  }

  @ContractRule("ENGINE-13")
  default void aDeadWorkersRunIsEndedByAnother(Trial trial) {
    try (Workplace idle =
        new Workplace(
            trial, trial.store(), PuppetTransport.answering(), Workplace.BRISK.slots(0))) {
      PendingRun run = idle.ask("Anybody there?");
      trial.claim();
      try (Workplace alive = new Workplace(trial, PuppetTransport.answering())) {
        assertThatThrownBy(() -> run.await(Duration.ofMillis(200)))
            .isInstanceOf(AwaitTimeoutException.class)
            .hasMessageContaining("'in_progress'");
        trial.pass(Samples.LEASE.plusSeconds(1));
        Run ended = Workplace.end(run);
        assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(ended.progress().attempts()).isEqualTo(2);
        assertThat(idle.chat().thread().messageCount()).isEqualTo(2);
        assertThat(alive.chat().thread().messageCount()).isZero();
      }
    }
  }

  @ContractRule("ENGINE-14")
  default void aWorkerThatSleptThroughItsLeaseChangesNothing(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    // Its heartbeat never comes within the test: it sleeps, as a paused JVM does. With one slot it
    // cannot take the run a second time either.
    WorkerOptions drowsy = Workplace.BRISK.lease(Samples.LEASE).slots(1);
    try (Workplace sleeper =
        new Workplace(trial, trial.store(), new PuppetTransport(gate::passDeaf), drowsy)) {
      PendingRun run = sleeper.ask("Who answers?");
      gate.awaitEntered();
      trial.pass(Samples.LEASE.plusSeconds(1));
      PuppetTransport awake =
          new PuppetTransport((request, call) -> PuppetTransport.reply("the second worker"));
      try (Workplace other = new Workplace(trial, awake)) {
        assertThat(Workplace.end(run).status()).isEqualTo(RunStatus.COMPLETED);
        gate.letGo();
      }
      sleeper.close();
      assertThat(sleeper.chat().messages().map(Message::text))
          .containsExactly("Who answers?", "the second worker");
    }
  }

  @ContractRule("ENGINE-15")
  default void aShutdownHandsItsRunsBackWithoutCostingAnAttempt(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    Workplace leaving =
        new Workplace(
            trial,
            trial.store(),
            new PuppetTransport(gate::pass),
            Workplace.BRISK.grace(Duration.ofMillis(50)));
    PendingRun run = leaving.ask("Still there?");
    gate.awaitEntered();
    leaving.close();
    Run handedBack = run.get();
    assertThat(handedBack.status()).isEqualTo(RunStatus.QUEUED);
    assertThat(handedBack.progress().attempts()).isZero();
    try (Workplace next = new Workplace(trial, PuppetTransport.answering())) {
      Run ended = next.keep().runs().await(run.id(), Duration.ofSeconds(30));
      assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(ended.progress().attempts()).isEqualTo(1);
    }
  }

  @ContractRule("ENGINE-16")
  default void aRunOverItsTimeExpiresAndItsLateReplyIsDropped(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    // Its heartbeat never comes within the test, so that ending the run is not its business.
    WorkerOptions drowsy = Workplace.BRISK.lease(Samples.LEASE);
    try (Workplace sleeper =
        new Workplace(trial, trial.store(), new PuppetTransport(gate::passDeaf), drowsy)) {
      PendingRun run = sleeper.ask("How long?");
      gate.awaitEntered();
      trial.pass(Samples.RUN_TIME.plusSeconds(1));
      try (Workplace other = new Workplace(trial, PuppetTransport.answering())) {
        assertThat(Workplace.end(run).status()).isEqualTo(RunStatus.EXPIRED);
        assertThat(other.chat().thread().messageCount()).isZero();
      }
      gate.letGo();
      sleeper.close();
      assertThat(sleeper.chat().messages().map(Message::text)).containsExactly("How long?");
    }
    assertThat(trial.store().queue().claim(Samples.WORKER, 10)).isEmpty();
  }

  @ContractRule("ENGINE-17")
  default void aThreadDeletedUnderARunStopsTheCall(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    try (Workplace workplace = new Workplace(trial, new PuppetTransport(gate::pass))) {
      PendingRun run = workplace.ask("Gone?");
      gate.awaitEntered();
      Waiting waiting = Waiting.on(() -> Workplace.end(run));
      workplace.keep().conversations().delete(workplace.chat().id());
      assertThatThrownBy(run::get).isInstanceOf(NotFoundException.class);
      assertThat(waiting.result().status()).isEqualTo(RunStatus.CANCELLED);
      // Closing waits for what is held: the heartbeat has to have stopped the call by then.
    }
    assertThat(trial.store().queue().claim(Samples.WORKER, 10)).isEmpty();
  }

  @ContractRule("ENGINE-18")
  default void twoEnginesShareTheWorkAndNeverDoubleIt(Trial trial) {
    try (Workplace one = new Workplace(trial, PuppetTransport.answering());
        Workplace two = new Workplace(trial, PuppetTransport.answering());
        Workplace asking =
            new Workplace(
                trial, trial.store(), PuppetTransport.answering(), Workplace.BRISK.slots(0))) {
      List<PendingRun> runs = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        runs.add(
            asking
                .keep()
                .conversations()
                .start()
                .run(
                    RunRequest.by(asking.assistant().id())
                        .saying(NewMessage.user("Question " + i))));
      }
      for (PendingRun run : runs) {
        Run ended = Workplace.end(run);
        assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(asking.keep().conversations().get(ended.threadId()).messageCount()).isEqualTo(2);
      }
      assertThat(one.chat().thread().messageCount() + two.chat().thread().messageCount()).isZero();
    }
  }

  @ContractRule("ENGINE-19")
  default void aCancelFromAnotherEngineStopsTheCall(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    try (Workplace working = new Workplace(trial, new PuppetTransport(gate::pass));
        Workplace asking =
            new Workplace(
                trial, trial.store(), PuppetTransport.answering(), Workplace.BRISK.slots(0))) {
      PendingRun run = working.ask("Never mind?");
      gate.awaitEntered();
      assertThat(asking.keep().runs().cancel(run.id()).status()).isEqualTo(RunStatus.CANCELLING);
      assertThat(Workplace.end(run).status()).isEqualTo(RunStatus.CANCELLED);
    }
  }

  @ContractRule("ENGINE-20")
  default void aCancelledRunWhoseCallHangsEndsWithItsLease(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    try (Workplace workplace = new Workplace(trial, new PuppetTransport(gate::passDeaf))) {
      PendingRun run = workplace.ask("Never mind?");
      gate.awaitEntered();
      assertThat(run.cancel().status()).isEqualTo(RunStatus.CANCELLING);
      Run ended = Workplace.endAsTimePasses(trial, run, Samples.LEASE.dividedBy(3));
      assertThat(ended.status()).isEqualTo(RunStatus.CANCELLED);
      gate.letGo();
    }
  }

  @ContractRule("ENGINE-21")
  default void aWorkerThatCannotExtendItsLeaseStopsByItself(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    WorkerOptions hasty = Workplace.BRISK.lease(Duration.ofMillis(300));
    try (Workplace cutOff =
        new Workplace(
            trial,
            new Borrowed(trial.store(), new UnheardQueue(trial.store().queue())),
            new PuppetTransport(gate::pass),
            hasty)) {
      PendingRun run = cutOff.ask("Anybody there?");
      gate.awaitEntered();
      gate.awaitCancelled();
      // It wrote nothing: whoever finds the lease over takes the run from there.
      assertThat(run.get().status()).isEqualTo(RunStatus.IN_PROGRESS);
      assertThat(cutOff.chat().thread().messageCount()).isEqualTo(1);
    }
  }

  @ContractRule("ENGINE-22")
  default void aTransportThatBreaksDownFailsItsRunAtOnce(Trial trial) {
    PuppetTransport broken =
        new PuppetTransport(
            (request, call) -> {
              throw new NoClassDefFoundError("a jar is missing");
            });
    try (Workplace workplace = new Workplace(trial, broken)) {
      Run ended = Workplace.end(workplace.ask("Anything?"));
      assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
      assertThat(ended.progress().attempts()).isEqualTo(1);
      assertThat(ended.error()).isNotNull();
      assertThat(ended.error().message()).contains("NoClassDefFoundError").doesNotContain("jar");
    }
  }

  @ContractRule("ENGINE-23")
  default void anInterruptThatComesTooLateForTheCallCostsNoReply(Trial trial) {
    PuppetTransport interrupting =
        new PuppetTransport(
            (request, call) -> {
              Thread.currentThread().interrupt();
              return PuppetTransport.reply("just in time");
            });
    try (Workplace workplace = new Workplace(trial, interrupting)) {
      Run ended = Workplace.end(workplace.ask("Still there?"));
      assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(ended.progress().attempts()).isEqualTo(1);
    }
  }
}
