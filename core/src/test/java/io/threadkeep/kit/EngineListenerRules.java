package io.threadkeep.kit;

import static io.threadkeep.kit.PuppetTransport.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.PendingRun;
import io.threadkeep.RunExecutor;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.event.EventBody.ActionRequired;
import io.threadkeep.event.EventBody.RunEnded;
import io.threadkeep.event.Listening;
import io.threadkeep.event.ListeningEndedException;
import io.threadkeep.event.RunEvent;
import io.threadkeep.event.RunListener;
import io.threadkeep.id.MessageId;
import io.threadkeep.options.EventOptions;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.ToolAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * ENGINE-70 to 79: who listens to a run, when and where.
 *
 * <ol start="70">
 *   <li>Whoever comes late hears everything; whoever comes back hears exactly the rest.
 *   <li>A run can be heard at another Threadkeep while it is at work.
 *   <li>A listener that takes its time holds up neither the run nor others.
 *   <li>A caller that goes away does not stop the run.
 *   <li>Another scope's run cannot be heard, and looks like a missing one.
 *   <li>A run that waits for its owner says so, and is heard on when it goes on.
 *   <li>Closing ends listening with where to go on.
 *   <li>When a thread is deleted, who listens to its runs hears that they are cancelled; nobody
 *       else does.
 *   <li>Events are forgotten some time after the end; the end itself is still told.
 *   <li>Who has asked for the text has heard all of it when the wait for the run is over.
 * </ol>
 */
interface EngineListenerRules extends StoreRules {

  @ContractRule("ENGINE-70")
  default void whoeverComesLateOrBackMissesNothing(Trial trial) {
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) -> say(call, "one ", "two ", "three ", "four ", "five."));
    try (Workplace workplace = new Workplace(trial, transport)) {
      PendingRun run = workplace.ask("Count!");
      List<RunEvent> early = Hearing.all(run.events());
      List<RunEvent> late = Hearing.all(run.events());
      assertThat(late).isEqualTo(early);
      RunExecutor runs = workplace.keep().runs();
      for (int after = 0; after <= late.size() + 1; after++) {
        assertThat(Hearing.all(runs.events(run.id(), after)))
            .isEqualTo(late.subList(Math.min(after, late.size()), late.size()));
      }
      assertThatThrownBy(() -> runs.events(run.id(), -1)).isInstanceOf(InvalidInputException.class);
    }
  }

  @ContractRule("ENGINE-71")
  default void aRunIsHeardAtAnotherThreadkeepWhileItIsAtWork(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) -> {
              say(call, "To be ");
              gate.passDeaf(request, call);
              say(call, "continued.");
              return PuppetTransport.reply("To be continued.");
            });
    try (Workplace working = new Workplace(trial, transport);
        Workplace listening =
            new Workplace(
                trial, trial.store(), PuppetTransport.answering(), Workplace.BRISK.slots(0))) {
      PendingRun run = working.ask("Go on?");
      Hearing elsewhere = Hearing.of(listening.keep().runs().events(run.id(), 0));
      elsewhere.awaitText("To be ");
      assertThat(run.get().status()).isEqualTo(RunStatus.IN_PROGRESS);
      gate.letGo();
      assertThat(elsewhere.all()).isEqualTo(Hearing.all(run.events()));
    }
  }

  @ContractRule("ENGINE-72")
  default void aListenerThatTakesItsTimeHoldsUpNobody(Trial trial) {
    PuppetTransport transport =
        new PuppetTransport((request, call) -> say(call, "No ", "time ", "to lose."));
    CountDownLatch patience = new CountDownLatch(1);
    try (Workplace workplace = new Workplace(trial, transport)) {
      PendingRun run = workplace.ask("Slowly?");
      StringBuilder slowly = new StringBuilder();
      CountDownLatch heard = new CountDownLatch(1);
      Listening slow =
          run.listen(
              new RunListener() {
                @Override
                public void onText(MessageId message, String text) {
                  await(patience);
                  slowly.append(text);
                }

                @Override
                public void onRunEnded(RunStatus status) {
                  heard.countDown();
                }
              });
      assertThat(Workplace.end(run).status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(Hearing.text(Hearing.all(run.events()))).isEqualTo("No time to lose.");
      assertThat(slowly).isEmpty();
      patience.countDown();
      await(heard);
      assertThat(slowly.toString()).isEqualTo("No time to lose.");
      slow.close();
    }
  }

  @ContractRule("ENGINE-73")
  default void aCallerThatGoesAwayDoesNotStopTheRun(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) -> {
              say(call, "Are you ");
              gate.pass(request, call);
              return say(call, "still there?");
            });
    try (Workplace workplace = new Workplace(trial, transport)) {
      PendingRun run = workplace.ask("Bye.");
      Hearing staying = Hearing.of(run.events());
      Listening leaving = run.listen(new RunListener() {});
      Listening broken =
          run.listen(
              new RunListener() {
                @Override
                public void onText(MessageId message, String text) {
                  throw new IllegalStateException("the browser is gone");
                }
              });
      staying.awaitText("Are you ");
      leaving.close();
      Thread.currentThread().interrupt();
      broken.close();
      assertThat(Thread.interrupted()).isTrue();
      gate.letGo();
      assertThat(Workplace.end(run).status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(staying.all())
          .last()
          .extracting(RunEvent::body)
          .isEqualTo(new RunEnded(RunStatus.COMPLETED));
    }
  }

  @ContractRule("ENGINE-74")
  default void anotherScopesRunCannotBeHeard(Trial trial) {
    try (Workplace workplace = new Workplace(trial, PuppetTransport.answering())) {
      PendingRun run = workplace.ask("Secret?");
      Workplace.end(run);
      RunExecutor strangers = workplace.keep().runs(Scopes.BOB);
      Throwable theirs = Hearing.of(strangers.events(run.id(), 0)).end();
      assertThat(theirs).isInstanceOf(NotFoundException.class);
      Throwable missing = Hearing.of(strangers.events(trial.samples().ids().run(), 0)).end();
      assertThat(missing).hasSameClassAs(theirs);
    }
  }

  @ContractRule("ENGINE-75")
  default void aRunThatWaitsForItsOwnerSaysSo(Trial trial) {
    PuppetTransport transport = ToolAsking.once(EngineOwnerRules.lookUp("call-1"));
    try (Workplace workplace = new Workplace(trial, transport)) {
      PendingRun run = EngineOwnerRules.askWithOwnTool(workplace);
      Hearing hearing = Hearing.of(run.events());
      Run stopped = Workplace.stop(run);
      assertThat(stopped.status()).isEqualTo(RunStatus.REQUIRES_ACTION);
      run.answer(ToolAnswer.output("call-1", "one"));
      List<RunEvent> events = hearing.all();
      assertThat(Hearing.kinds(events))
          .containsExactly(
              "AttemptBegun",
              "StepBegun",
              "ToolCallDelta",
              "MessageEnded",
              "ActionRequired",
              "AttemptBegun",
              "StepBegun",
              "TextDelta",
              "MessageEnded",
              "StepEnded",
              "RunEnded");
      assertThat(events)
          .extracting(RunEvent::body)
          .contains(
              new ActionRequired(
                  workplace
                      .keep()
                      .runs()
                      .steps(run.id(), PageRequest.oldestFirst())
                      .items()
                      .get(0)
                      .id()));
    }
  }

  @ContractRule("ENGINE-76")
  default void closingEndsListeningWithWhereToGoOn(Trial trial) {
    try (Workplace idle =
            new Workplace(
                trial, trial.store(), PuppetTransport.answering(), Workplace.BRISK.slots(0));
        Workplace closing =
            new Workplace(
                trial, trial.store(), PuppetTransport.answering(), Workplace.BRISK.slots(0))) {
      PendingRun run = idle.ask("Still there?");
      trial.store().queue().publish(Map.of(trial.claim().lease(), Stories.words(0, 3)));
      Hearing hearing = Hearing.of(closing.keep().runs().events(run.id(), 1));
      hearing.awaitText("word 3 ");
      closing.close();
      assertThat(hearing.end())
          .isInstanceOfSatisfying(
              ListeningEndedException.class,
              e -> {
                assertThat(e.runId()).isEqualTo(run.id());
                assertThat(e.after()).isEqualTo(3);
              });
      assertThat(Hearing.of(closing.keep().runs().events(run.id(), 3)).end())
          .isInstanceOf(ListeningEndedException.class);
    }
  }

  @ContractRule("ENGINE-77")
  default void whoListensToARunOfADeletedThreadHearsOfItsEnd(Trial trial) {
    try (Workplace workplace =
        new Workplace(
            trial, trial.store(), PuppetTransport.answering(), Workplace.BRISK.slots(0))) {
      PendingRun run = workplace.ask("Gone?");
      Hearing hearing = Hearing.of(run.events());
      trial.store().queue().publish(Map.of(trial.claim().lease(), Stories.words(0, 3)));
      hearing.awaitText("word 3 ");
      workplace.keep().conversations().delete(workplace.chat().id());
      List<RunEvent> all = hearing.all();
      RunEvent end = all.get(all.size() - 1);
      assertThat(end.body()).isEqualTo(new RunEnded(RunStatus.CANCELLED));
      assertThat(end.at()).isEqualTo(trial.clock().instant());
      assertThat(Hearing.of(run.events()).end()).isInstanceOf(NotFoundException.class);
    }
  }

  @ContractRule("ENGINE-78")
  default void eventsAreForgottenButNotTheEnd(Trial trial) {
    EventOptions brief = EventOptions.defaults().kept(Duration.ofMinutes(1));
    try (Workplace workplace =
        new Workplace(
            trial, trial.store(), PuppetTransport.answering(), Workplace.options().events(brief))) {
      PendingRun run = workplace.ask("Remember me?");
      List<RunEvent> all = Hearing.all(run.events());
      trial.pass(Duration.ofMinutes(2));
      List<RunEvent> left = all;
      // The reaper comes by every few milliseconds.
      for (int turn = 0; left.size() > 1 && turn < 10_000; turn++) {
        left = Hearing.all(run.events());
      }
      assertThat(left).containsExactly(all.get(all.size() - 1));
    }
  }

  @ContractRule("ENGINE-79")
  default void whoHasAskedForTheTextHasHeardAllOfIt(Trial trial) {
    PuppetTransport transport =
        new PuppetTransport((request, call) -> say(call, "The ", "whole ", "of it."));
    try (Workplace workplace = new Workplace(trial, transport)) {
      for (int n = 0; n < 10; n++) {
        List<String> pieces = new CopyOnWriteArrayList<>();
        Run run = Workplace.end(workplace.ask("All of it?").onText(pieces::add));
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(String.join("", pieces)).isEqualTo("The whole of it.");
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted.", e);
    }
  }
}
