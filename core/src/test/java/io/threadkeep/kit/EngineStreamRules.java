package io.threadkeep.kit;

import static io.threadkeep.kit.PuppetTransport.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.PendingRun;
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
import io.threadkeep.message.Message;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.StepStatus;
import io.threadkeep.tool.ToolTraits;
import io.threadkeep.transport.ModelDelta;
import io.threadkeep.transport.OverloadedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * ENGINE-60 to 63, and ENGINE-67: what a run tells while it is at work.
 *
 * <ol start="60">
 *   <li>A streamed answer comes in order, adds up to the message, and has its id.
 *   <li>An answer that is not streamed comes as one piece, and costs no write of its own.
 *   <li>500 pieces at once cost a few writes; slow ones cost one for each flush.
 *   <li>No character is torn apart, and what cannot be stored is replaced.
 *   <li value="67">Tool calls are told piece by piece, and each step with its end.
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
