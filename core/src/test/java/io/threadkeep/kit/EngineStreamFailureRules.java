package io.threadkeep.kit;

import static io.threadkeep.kit.PuppetTransport.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.event.EventBody;
import io.threadkeep.event.EventBody.AttemptBegun;
import io.threadkeep.event.EventBody.MessageEnded;
import io.threadkeep.event.EventBody.RunEnded;
import io.threadkeep.event.EventBody.TextDelta;
import io.threadkeep.event.RunEvent;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.StorageUnavailableException;
import io.threadkeep.transport.OverloadedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/**
 * ENGINE-64 to 66, and ENGINE-68 and 69: what a run tells when something fails.
 *
 * <ol start="64">
 *   <li>When a worker dies, the next attempt goes on in the same sequence; the dead one's later
 *       words are not heard.
 *   <li>What a failed attempt has said counts no more: the next one's message is another.
 *   <li>What is kept of a cancelled answer is what was heard of it.
 *   <li value="68">A storage that takes no events for a while holds up nobody; nothing is missing
 *       in the end.
 *   <li>Events that are refused for good cost neither their run nor other runs' listeners.
 * </ol>
 */
interface EngineStreamFailureRules extends StoreRules {

  @ContractRule("ENGINE-64")
  default void theNextWorkerGoesOnInTheSameSequence(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    PuppetTransport dying =
        new PuppetTransport(
            (request, call) -> {
              say(call, "The dead ");
              gate.passDeaf(request, call);
              return say(call, "The dead ", "speak.");
            });
    try (Workplace sleeper =
        new Workplace(trial, trial.store(), dying, Workplace.BRISK.lease(Samples.LEASE).slots(1))) {
      PendingRun run = sleeper.ask("Who answers?");
      Hearing hearing = Hearing.of(run.events());
      hearing.awaitText("The dead ");
      trial.pass(Samples.LEASE.plusSeconds(1));
      PuppetTransport alive = new PuppetTransport((request, call) -> say(call, "The ", "living."));
      try (Workplace other = new Workplace(trial, alive)) {
        assertThat(Workplace.end(run).status()).isEqualTo(RunStatus.COMPLETED);
        gate.letGo();
        List<RunEvent> events = hearing.all();
        assertThat(Hearing.kinds(events))
            .containsExactly(
                "AttemptBegun",
                "StepBegun",
                "TextDelta",
                "AttemptBegun",
                "StepBegun",
                "TextDelta",
                "MessageEnded",
                "StepEnded",
                "RunEnded");
        assertThat(Hearing.text(events)).isEqualTo("The dead The living.");
        assertThat(events)
            .extracting(RunEvent::sequence)
            .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(Hearing.all(other.keep().runs().events(run.id(), 0))).isEqualTo(events);
      }
    }
  }

  @ContractRule("ENGINE-65")
  default void whatAFailedAttemptHasSaidCountsNoMore(Trial trial) {
    AtomicInteger calls = new AtomicInteger();
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) -> {
              if (calls.incrementAndGet() == 1) {
                say(call, "Half an ");
                throw new OverloadedException("again", Duration.ZERO, null);
              }
              return say(call, "A whole ", "answer.");
            });
    try (Workplace workplace = new Workplace(trial, transport)) {
      PendingRun run = workplace.ask("Again?");
      Hearing hearing = Hearing.of(run.events());
      Workplace.endAsTimePasses(trial, run, Duration.ofSeconds(1));
      List<EventBody> bodies = hearing.all().stream().map(RunEvent::body).toList();
      Message reply = run.reply().orElseThrow();
      int second = bodies.indexOf(new AttemptBegun(2));
      assertThat(bodies.subList(0, second))
          .filteredOn(TextDelta.class::isInstance)
          .isNotEmpty()
          .allSatisfy(body -> assertThat(((TextDelta) body).messageId()).isNotEqualTo(reply.id()));
      assertThat(bodies.subList(0, second)).noneMatch(MessageEnded.class::isInstance);
      assertThat(Hearing.text(hearing.all().subList(second, bodies.size())))
          .isEqualTo(reply.text());
    }
  }

  @ContractRule("ENGINE-66")
  default void whatIsKeptOfACancelledAnswerIsWhatWasHeard(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) -> {
              say(call, "The capital ", "of ");
              return gate.pass(request, call);
            });
    try (Workplace workplace = new Workplace(trial, transport)) {
      PendingRun run = workplace.ask("Never mind?");
      Hearing hearing = Hearing.of(run.events());
      hearing.awaitText("of ");
      run.cancel();
      List<RunEvent> events = hearing.all();
      Message kept = run.reply().orElseThrow();
      assertThat(kept.text()).isEqualTo(Hearing.text(events)).isEqualTo("The capital of ");
      assertThat(events)
          .extracting(RunEvent::body)
          .contains(new MessageEnded(kept.id(), IncompleteReason.RUN_CANCELLED))
          .endsWith(new RunEnded(RunStatus.CANCELLED));
    }
  }

  @ContractRule("ENGINE-68")
  default void aStorageThatTakesNoEventsHoldsUpNobody(Trial trial) {
    for (int refusals : List.of(3, Integer.MAX_VALUE)) {
      AtomicInteger left = new AtomicInteger(refusals);
      CountingQueue queue =
          new CountingQueue(
              trial.store().queue(),
              events -> {
                if (left.getAndDecrement() > 0) {
                  throw new StorageUnavailableException("No event gets through.", null);
                }
              });
      PuppetTransport.Gate gate = new PuppetTransport.Gate();
      PuppetTransport transport =
          new PuppetTransport(
              (request, call) -> {
                say(call, "one ", "two ");
                gate.passDeaf(request, call);
                say(call, "three.");
                return PuppetTransport.reply("one two three.");
              });
      try (Workplace workplace =
          new Workplace(
              trial, new Borrowed(trial.store(), queue), transport, Workplace.options())) {
        PendingRun run = workplace.ask("Can you hear me?");
        Hearing hearing = Hearing.of(run.events());
        gate.awaitEntered();
        if (refusals == 3) {
          hearing.awaitText("one two ");
        }
        gate.letGo();
        assertThat(Workplace.end(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(Hearing.text(hearing.all())).isEqualTo("one two three.");
      }
    }
  }

  @ContractRule("ENGINE-69")
  default void eventsThatAreRefusedForGoodCostNeitherTheirRunNorOthers(Trial trial) {
    CountingQueue queue =
        new CountingQueue(
            trial.store().queue(),
            events -> {
              if (events.toString().contains("poison")) {
                throw new StorageException("The row is refused.", null);
              }
            });
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) -> {
              String word = PuppetTransport.newest(request);
              say(call, word + " ");
              gate.passDeaf(request, call);
              return say(call, word + " and out");
            });
    try (Workplace workplace =
        new Workplace(trial, new Borrowed(trial.store(), queue), transport, Workplace.options())) {
      PendingRun poisoned = workplace.ask("poison");
      PendingRun sound =
          workplace
              .keep()
              .conversations()
              .start()
              .run(RunRequest.by(workplace.assistant().id()).saying(NewMessage.user("bread")));
      Hearing.of(sound.events()).awaitText("bread ");
      gate.letGo();
      for (PendingRun run : List.of(poisoned, sound)) {
        assertThat(Workplace.end(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(Hearing.kinds(Hearing.all(run.events())))
            .endsWith("MessageEnded", "StepEnded", "RunEnded");
      }
    }
  }
}
