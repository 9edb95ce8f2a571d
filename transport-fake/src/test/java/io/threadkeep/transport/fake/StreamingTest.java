package io.threadkeep.transport.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.threadkeep.kit.transport.CallUnderWay;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.kit.transport.RecordedCall;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.ModelDelta;
import io.threadkeep.transport.ModelDelta.RefusalDelta;
import io.threadkeep.transport.ModelDelta.TextDelta;
import io.threadkeep.transport.ModelDelta.ToolCallDelta;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How an answer comes: in which pieces, at which pace, and how it is stopped on its way. */
class StreamingTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final VirtualTime time = new VirtualTime(Instant.EPOCH);

  @Test
  void textComesWordByWord() {
    assertThat(deltas(FakeTransport.scripted(" One  two\nthree. ")))
        .containsExactly(
            new TextDelta(" "),
            new TextDelta("One  "),
            new TextDelta("two\n"),
            new TextDelta("three. "));
  }

  @Test
  void allPartsComeInPiecesOfTheSizeThatIsAskedFor() {
    assertThat(deltas(FakeTransport.script().piecesOf(4).thenReply("One two.").otherwiseFail()))
        .containsExactly(new TextDelta("One "), new TextDelta("two."));
    assertThat(deltas(FakeTransport.script().piecesOf(4).thenRefuse("No way").otherwiseFail()))
        .containsExactly(new RefusalDelta("No w"), new RefusalDelta("ay"));
    assertThat(
            deltas(
                FakeTransport.script()
                    .piecesOf(4)
                    .thenCall("look", "{\"a\":1}")
                    .andCall("wait", "")
                    .otherwiseFail()))
        .containsExactly(
            new ToolCallDelta(0, "call_1_1", "look", ""),
            new ToolCallDelta(0, "", "", "{\"a\""),
            new ToolCallDelta(0, "", "", ":1}"),
            new ToolCallDelta(1, "call_1_2", "wait", ""));
  }

  @Test
  void noPieceEndsWithinACharacter() {
    FakeTransport fake =
        FakeTransport.script().piecesOf(1).thenReply("a\uD83D\uDDFCb").otherwiseFail();
    assertThat(deltas(fake))
        .containsExactly(new TextDelta("a"), new TextDelta("\uD83D\uDDFC"), new TextDelta("b"));
  }

  @Test
  void anAnswerLongerThanAMessageMayBeIsGivenAsItIs() {
    String tooLong = "y".repeat(Limits.MESSAGE_BYTES + 1);
    FakeTransport fake = FakeTransport.script().piecesOf(1).thenReply(tooLong).otherwiseFail();
    AtomicInteger pieces = new AtomicInteger();
    ModelReply reply =
        fake.call(
            Prompts.asking("?"), new ListeningCall((call, piece) -> pieces.incrementAndGet()));
    assertThat(pieces).hasValue(tooLong.length());
    assertThat(Asking.text(reply)).isEqualTo(tooLong);
  }

  @Test
  void latencyPassesBeforeTheFirstPieceAndTheGapBetweenTwo() {
    List<Object> seen = new ArrayList<>();
    FakeTransport fake =
        FakeTransport.script()
            .latency(SECOND.multipliedBy(3))
            .gap(SECOND)
            .pausing((wait, stop) -> !seen.add(wait))
            .thenReply("One two three.")
            .then(FakeAnswer.text("Late.").latency(SECOND.multipliedBy(9)))
            .otherwiseFail();
    fake.call(Prompts.asking("?"), new ListeningCall((call, piece) -> seen.add(piece)));
    fake.call(Prompts.asking("?"), new ListeningCall((call, piece) -> seen.add(piece)));
    assertThat(seen)
        .containsExactly(
            Duration.ofSeconds(3),
            new TextDelta("One "),
            SECOND,
            new TextDelta("two "),
            SECOND,
            new TextDelta("three."),
            Duration.ofSeconds(9),
            new TextDelta("Late."));
  }

  @Test
  void onAVirtualClockAnAnswerComesAsTheTestMovesIt() throws InterruptedException {
    FakeTransport fake =
        FakeTransport.script()
            .latency(SECOND)
            .gap(SECOND)
            .pausing(time)
            .thenReply("One two")
            .otherwiseFail();
    CallUnderWay call = CallUnderWay.start(fake, Prompts.asking("?"));
    time.awaitSleepers(1, PATIENCE);
    assertThat(call.call().deltas()).isEmpty();
    time.advance(SECOND);
    time.awaitSleepers(1, PATIENCE);
    assertThat(call.call().deltas()).containsExactly(new TextDelta("One "));
    time.advance(SECOND);
    assertThat(Asking.text(call.reply(PATIENCE))).isEqualTo("One two");
  }

  @Test
  void aCallIsCancelledDuringItsLatency() throws InterruptedException {
    FakeTransport fake = FakeTransport.script().latency(SECOND).pausing(time).otherwiseEcho();
    CallUnderWay call = CallUnderWay.start(fake, Prompts.asking("?"));
    time.awaitSleepers(1, PATIENCE);
    call.cancel();
    assertThat(call.failure(PATIENCE)).isInstanceOf(CallCancelledException.class);
    assertThat(call.call().deltas()).isEmpty();
  }

  @Test
  void aCallIsCancelledBetweenTwoPieces() throws InterruptedException {
    FakeTransport fake =
        FakeTransport.script().gap(SECOND).pausing(time).thenReply("One two").otherwiseFail();
    CallUnderWay call = CallUnderWay.start(fake, Prompts.asking("?"));
    time.awaitSleepers(1, PATIENCE);
    call.cancel();
    assertThat(call.failure(PATIENCE)).isInstanceOf(CallCancelledException.class);
    assertThat(call.call().deltas()).containsExactly(new TextDelta("One "));
  }

  @Test
  void whoCancelsOnAPieceHearsNoOther() {
    FakeTransport fake = FakeTransport.scripted("One two three.");
    List<ModelDelta> heard = new ArrayList<>();
    ListeningCall call =
        new ListeningCall(
            (self, piece) -> {
              heard.add(piece);
              self.cancel();
            });
    assertThatThrownBy(() -> fake.call(Prompts.asking("?"), call))
        .isInstanceOf(CallCancelledException.class);
    assertThat(heard).hasSize(1);
  }

  @Test
  void closingEndsTheCallsThatWait() throws InterruptedException {
    FakeTransport fake =
        FakeTransport.script()
            .gap(SECOND)
            .pausing(time)
            .thenReply("One two")
            .always()
            .otherwiseFail();
    List<CallUnderWay> calls =
        List.of(
            CallUnderWay.start(fake, Prompts.asking("?")),
            CallUnderWay.start(fake, Prompts.asking("?")));
    time.awaitSleepers(2, PATIENCE);
    fake.close();
    for (CallUnderWay call : calls) {
      assertThat(call.failure(PATIENCE)).isInstanceOf(CallCancelledException.class);
    }
  }

  @Test
  void whatDoesNotFitIntoTheTimeOfTheCallIsATimeout() {
    FakeTransport fake =
        FakeTransport.script()
            .latency(Duration.ofSeconds(5))
            .gap(Duration.ofSeconds(10))
            .pausing(Pause.NONE)
            .thenReply("One two three.")
            .thenReply("One two.")
            .otherwiseFail();
    RecordedCall call = new RecordedCall();
    Throwable failure =
        catchThrowable(
            () ->
                fake.call(Prompts.withTimeout(Prompts.asking("?"), Duration.ofSeconds(20)), call));
    assertThat(failure).isInstanceOf(ModelTimeoutException.class).hasMessageContaining("PT20S");
    assertThat(call.deltas()).containsExactly(new TextDelta("One "), new TextDelta("two "));
    assertThat(Asking.say(fake, "?")).isEqualTo("One two.");
  }

  @Test
  void aCallThatHangsAfterSomeWordsHasSaidThemAndTimesOut() {
    FakeTransport fake =
        FakeTransport.script().pausing(Pause.NONE).thenHang("Well").otherwiseFail();
    RecordedCall call = new RecordedCall();
    assertThatThrownBy(() -> fake.call(Prompts.asking("?"), call))
        .isInstanceOf(ModelTimeoutException.class);
    assertThat(call.assembled()).containsExactly(new ContentPart.Text("Well"));
  }

  private static List<ModelDelta> deltas(FakeTransport fake) {
    RecordedCall call = new RecordedCall();
    ModelReply reply = fake.call(Prompts.asking("?"), call);
    assertThat(call.assembled()).isEqualTo(reply.content());
    return call.deltas();
  }
}
