package io.threadkeep.kit;

import static io.threadkeep.kit.PuppetTransport.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.event.EventBody;
import io.threadkeep.event.EventBody.AttemptBegun;
import io.threadkeep.event.EventBody.MessageEnded;
import io.threadkeep.event.EventBody.RunEnded;
import io.threadkeep.event.EventBody.StepBegun;
import io.threadkeep.event.EventBody.StepEnded;
import io.threadkeep.event.EventBody.TextDelta;
import io.threadkeep.event.EventBody.ToolCallDelta;
import io.threadkeep.event.RunEvent;
import io.threadkeep.id.MessageId;
import io.threadkeep.message.ContentPart.ToolCall;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.StepStatus;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.StorageUnavailableException;
import io.threadkeep.tool.ToolTraits;
import io.threadkeep.transport.ModelDelta;
import io.threadkeep.transport.OverloadedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/**
 * ENGINE-60 to 69: what a run tells while it is at work.
 *
 * <ol start="60">
 *   <li>A streamed answer comes in order, adds up to the message, and has its id.
 *   <li>An answer that is not streamed comes as one piece, and costs no write of its own.
 *   <li>500 pieces at once cost a few writes; slow ones cost one for each flush.
 *   <li>No character is torn apart, and what cannot be stored is replaced.
 *   <li>When a worker dies, the next attempt goes on in the same sequence; the dead one's later
 *       words are not heard.
 *   <li>What a failed attempt has said counts no more: the next one's message is another.
 *   <li>What is kept of a cancelled answer is what was heard of it.
 *   <li>Tool calls are told piece by piece, and each step with its end.
 *   <li>A storage that takes no events for a while holds up nobody; nothing is missing in the end.
 *   <li>Events that are refused for good cost neither their run nor other runs' listeners.
 * </ol>
 */
interface EngineStreamRules extends StoreRules {

  @ContractRule("ENGINE-60")
  default void aStreamedAnswerComesInOrderAndAddsUp(Trial trial) {
    PuppetTransport streaming =
        new PuppetTransport((request, call) -> say(call, "The ", "capital ", "is ", "Paris", "."));
    try (Workplace workplace = new Workplace(trial, streaming)) {
      PendingRun run = workplace.ask("What is the capital of France?");
      List<RunEvent> events = Hearing.all(run.events());
      Message reply = run.reply().orElseThrow();
      assertThat(Hearing.text(events)).isEqualTo("The capital is Paris.").isEqualTo(reply.text());
      assertThat(Hearing.kinds(events))
          .containsExactly(
              "AttemptBegun", "StepBegun", "TextDelta", "MessageEnded", "StepEnded", "RunEnded");
      assertThat(events)
          .extracting(RunEvent::sequence)
          .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
      assertThat(events).extracting(RunEvent::runId).containsOnly(run.id());
      assertThat(events)
          .extracting(RunEvent::body)
          .contains(
              new AttemptBegun(1),
              new MessageEnded(reply.id(), null),
              new RunEnded(RunStatus.COMPLETED))
          .filteredOn(TextDelta.class::isInstance)
          .allSatisfy(body -> assertThat(((TextDelta) body).messageId()).isEqualTo(reply.id()));
      assertThat(events.get(events.size() - 1).at()).isEqualTo(run.get().times().endedAt());
    }
  }

  @ContractRule("ENGINE-61")
  default void anAnswerThatIsNotStreamedIsOnePieceAndCostsNoWrite(Trial trial) {
    CountingQueue queue = new CountingQueue(trial.store().queue());
    try (Workplace workplace =
        new Workplace(
            trial,
            new Borrowed(trial.store(), queue),
            PuppetTransport.answering(),
            Workplace.options())) {
      PendingRun run = workplace.ask("Once?");
      List<RunEvent> events = Hearing.all(run.events());
      assertThat(events)
          .extracting(RunEvent::body)
          .hasSize(6)
          .element(2)
          .isEqualTo(new TextDelta(run.reply().orElseThrow().id(), "Re: Once?"));
      // At most the one that tells of its beginning, should that take its time.
      assertThat(queue.publishes()).hasValueLessThanOrEqualTo(1);
      assertThat(queue.commits()).hasValue(1);
    }
  }

  @ContractRule("ENGINE-62")
  default void manyPiecesCostAFewWrites(Trial trial) {
    CountingQueue queue = new CountingQueue(trial.store().queue());
    String[] pieces = new String[500];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = "piece " + i + ", ";
    }
    PuppetTransport streaming = new PuppetTransport((request, call) -> say(call, pieces));
    try (Workplace workplace =
        new Workplace(trial, new Borrowed(trial.store(), queue), streaming, Workplace.options())) {
      PendingRun run = workplace.ask("At length?");
      List<RunEvent> events = Hearing.all(run.events());
      assertThat(Hearing.text(events)).isEqualTo(String.join("", pieces));
      // One for the first word; another one if the writer's turn comes just then.
      assertThat(queue.publishes()).hasValueLessThanOrEqualTo(3);
      assertThat(queue.commits()).hasValue(1);
      assertThat(events).hasSizeLessThan(12);
    }
  }

  @ContractRule("ENGINE-62")
  default void slowPiecesCostOneWriteForEachFlush(Trial trial) {
    CountingQueue queue = new CountingQueue(trial.store().queue());
    String[] pieces = new String[Chaos.times(50, 500)];
    Arrays.fill(pieces, "piece, ");
    Duration pace = Duration.ofMillis(20);
    PuppetTransport streaming =
        new PuppetTransport((request, call) -> PuppetTransport.sayAt(pace, call, pieces));
    EngineOptions options = Workplace.options();
    try (Workplace workplace =
        new Workplace(trial, new Borrowed(trial.store(), queue), streaming, options)) {
      Instant start = Instant.now();
      assertThat(Workplace.end(workplace.ask("At length?")).status())
          .isEqualTo(RunStatus.COMPLETED);
      long flushes = Duration.between(start, Instant.now()).dividedBy(options.events().flush());
      assertThat(queue.publishes().longValue()).isBetween(2L, flushes + 3);
      assertThat(queue.commits()).hasValue(1);
    }
  }

  @ContractRule("ENGINE-63")
  default void noCharacterIsTornApart(Trial trial) {
    PuppetTransport streaming =
        new PuppetTransport(
            (request, call) -> {
              for (String piece :
                  List.of("a\uD83D", "\uDE00b\u0000", "\uDC00c", "", "\uD83D", "d\uD83D")) {
                call.emit(new ModelDelta.TextDelta(piece));
              }
              throw new OverloadedException("broken off", Duration.ZERO, null);
            });
    try (Workplace workplace =
        new Workplace(
            trial,
            trial.store(),
            streaming,
            Workplace.options().limits(Workplace.options().limits().maxAttempts(1)))) {
      PendingRun run = workplace.ask("Torn?");
      List<RunEvent> events = Hearing.all(run.events());
      assertThat(Hearing.text(events)).isEqualTo("a\uD83D\uDE00b\uFFFD\uFFFDc\uFFFDd\uFFFD");
      assertThat(run.reply().map(Message::text)).hasValue(Hearing.text(events));
    }
  }

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

  @ContractRule("ENGINE-67")
  default void toolCallsAreToldPieceByPiece(Trial trial) {
    ToolCall weather = ToolAsking.weather("call-1");
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) -> {
              if (!ToolAsking.resultsOfThisTurn(request).isEmpty()) {
                return say(call, "Mild.");
              }
              call.emit(new ModelDelta.ToolCallDelta(0, "call-1", "weather", "{\"city\":"));
              call.emit(new ModelDelta.ToolCallDelta(0, "", "", "\"Paris\"}"));
              return ToolAsking.asking(weather);
            });
    try (Workplace workplace =
        new Workplace(trial, transport, PuppetTool.sunny(ToolTraits.defaults()))) {
      PendingRun run = workplace.ask("How is the weather?");
      List<RunEvent> events = Hearing.all(run.events());
      assertThat(Hearing.kinds(events))
          .containsExactly(
              "AttemptBegun",
              "StepBegun",
              "ToolCallDelta",
              "MessageEnded",
              "MessageEnded",
              "StepEnded",
              "StepBegun",
              "TextDelta",
              "MessageEnded",
              "StepEnded",
              "RunEnded");
      assertThat(pieces(events))
          .allSatisfy(
              piece -> {
                assertThat(piece.callId()).isEqualTo("call-1");
                assertThat(piece.name()).isEqualTo("weather");
              })
          .extracting(ToolCallDelta::arguments)
          .satisfies(all -> assertThat(String.join("", all)).isEqualTo(weather.arguments()));
      MessageId asking = pieces(events).get(0).messageId();
      assertThat(workplace.chat().messages().map(Message::id)).contains(asking);
      assertThat(steps(events)).hasSize(2).containsOnly(StepStatus.COMPLETED);
      assertThat(events)
          .extracting(RunEvent::body)
          .filteredOn(StepBegun.class::isInstance)
          .doesNotHaveDuplicates();
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

  private static List<ToolCallDelta> pieces(List<RunEvent> events) {
    return events.stream()
        .map(RunEvent::body)
        .filter(ToolCallDelta.class::isInstance)
        .map(ToolCallDelta.class::cast)
        .toList();
  }

  private static List<StepStatus> steps(List<RunEvent> events) {
    return events.stream()
        .map(RunEvent::body)
        .filter(StepEnded.class::isInstance)
        .map(body -> ((StepEnded) body).status())
        .toList();
  }
}
