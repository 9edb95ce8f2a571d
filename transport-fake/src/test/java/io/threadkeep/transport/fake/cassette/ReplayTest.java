package io.threadkeep.transport.fake.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.RunId;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.kit.transport.RecordedCall;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import io.threadkeep.message.Role;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelDelta;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  private static final ModelRequest FRANCE = Prompts.asking("Capital of France?");
  private static final ModelRequest ITALY = Prompts.asking("Capital of Italy?");

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("capitals.yaml");
  }

  @Test
  void theModelIsNotEvenMadeWhileReplaying() {
    Tapes.record(file, LiveModel.answering(), FRANCE);
    try (Cassette cassette = Cassette.open(file)) {
      ModelTransport transport =
          cassette.transport(
              () -> {
                throw new AssertionError("Somebody made a model.");
              });
      assertThat(Tapes.ask(transport, FRANCE)).isEqualTo(LiveModel.echo(FRANCE));
    }
  }

  @Test
  void answersComeInPiecesThatAddUpToThem() {
    ContentPart[] content = {
      new ContentPart.Text("Two words"),
      new ContentPart.ToolCall("call_1", "look", "{\"where\": \"unde\uD83D\uDE00\"}"),
      new ContentPart.ToolCall("call_2", "wait", "")
    };
    Tapes.record(file, LiveModel.replying(content), FRANCE);
    RecordedCall call = new RecordedCall();
    try (Cassette cassette = Cassette.open(file)) {
      new ReplayingTransport(cassette).call(FRANCE, call);
    }
    assertThat(call.assembled()).containsExactly(content);
    assertThat(call.deltas())
        .startsWith(new ModelDelta.TextDelta("Two "), new ModelDelta.TextDelta("words"))
        .hasSize(5);
  }

  @Test
  void whatDiffersFromRunToRunIsNotCompared() {
    Tapes.record(file, LiveModel.answering(), FRANCE);
    Message message = FRANCE.messages().get(0);
    MessageDraft another =
        new MessageDraft(
            new MessageId("msg_abcdefghijklmnopqrstuvwx"),
            message.draft().body(),
            new Origin(new RunId("run_abcdefghijklmnopqrstuvwx"), null, null),
            77,
            Instant.EPOCH);
    ModelRequest later =
        new ModelRequest(
            FRANCE.settings(),
            FRANCE.instructions(),
            List.of(new Message(message.threadId(), 99, another)),
            FRANCE.tools(),
            FRANCE.toolChoice(),
            Duration.ofDays(1));
    assertThat(Tapes.replay(file, later)).isEqualTo(LiveModel.echo(FRANCE));
  }

  @Test
  void otherCallIdsInTheSamePlacesAreTheSame() {
    Tapes.record(file, LiveModel.answering(), withCalls("toolu_x", "toolu_y"));
    assertThat(Tapes.replay(file, withCalls("b", "a"))).isNotNull();
  }

  @Test
  void recordedAnswersKeepDifferentCallIds() {
    LiveModel model = LiveModel.replying(call("same"), call("other"));
    String text = Tapes.record(file, model, FRANCE, ITALY);
    assertThat(text).contains("call_1", "call_2").doesNotContain("call_3", "same", "other");

    LiveModel random =
        new LiveModel((request, call) -> LiveModel.reply(call(request.messages().get(0).text())));
    text = Tapes.record(file, random, Prompts.asking("x1"), Prompts.asking("x2"));
    assertThat(text).contains("call_id: call_1", "call_id: call_2");
  }

  @Test
  void equalRequestsGetTheirAnswersInTheOrderOfTheFile() {
    List<String> answers = List.of("first", "second", "third");
    Iterator<String> next = answers.iterator();
    LiveModel model =
        new LiveModel((request, call) -> LiveModel.reply(new ContentPart.Text(next.next())));
    Tapes.record(file, model, FRANCE, FRANCE, FRANCE);
    for (CassetteOptions options : List.of(CassetteOptions.defaults(), anyOrder())) {
      try (Cassette cassette = Cassette.open(file, options)) {
        ModelTransport transport = new ReplayingTransport(cassette);
        assertThat(answers)
            .allSatisfy(
                answer ->
                    assertThat(Tapes.ask(transport, FRANCE).content())
                        .containsExactly(new ContentPart.Text(answer)));
      }
    }
  }

  @Test
  void theLinesNamedAreThoseOfTheFile() {
    String text = Tapes.record(file, LiveModel.answering(), FRANCE, ITALY);
    try (Cassette cassette = Cassette.open(file)) {
      assertThat(cassette.unused())
          .allSatisfy(
              interaction ->
                  assertThat(text.lines().toList().get(interaction.line() - 1))
                      .isEqualTo("request:"));
    }
  }

  @Test
  void anAnswerThatWasBrokenOffIsStillTheNextOne() {
    Tapes.record(file, LiveModel.answering(), FRANCE, ITALY);
    try (Cassette cassette = Cassette.open(file)) {
      ModelTransport transport = new ReplayingTransport(cassette);
      assertThatThrownBy(() -> transport.call(FRANCE, new LeavingCall()))
          .isInstanceOf(CallCancelledException.class);
      assertThat(cassette.unused()).extracting(Interaction::number).containsExactly(1, 2);
      assertThat(Tapes.ask(transport, FRANCE)).isEqualTo(LiveModel.echo(FRANCE));
      assertThat(Tapes.ask(transport, ITALY)).isEqualTo(LiveModel.echo(ITALY));
    }
  }

  @Test
  void aClosedTransportAnswersNoMore() {
    Tapes.record(file, LiveModel.answering(), FRANCE);
    try (Cassette cassette = Cassette.open(file)) {
      ModelTransport transport = new ReplayingTransport(cassette);
      transport.close();
      assertThatThrownBy(() -> Tapes.ask(transport, FRANCE))
          .isInstanceOf(CallCancelledException.class);
      assertThat(cassette.unused()).hasSize(1);
    }
  }

  @Test
  void aClosedCassetteAnswersNoMore() {
    Tapes.record(file, LiveModel.answering(), FRANCE);
    Cassette cassette = Cassette.open(file);
    ModelTransport transport = new ReplayingTransport(cassette);
    cassette.close();
    assertThatThrownBy(() -> Tapes.ask(transport, FRANCE))
        .isInstanceOf(CassetteException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void replayingChangesNothingInTheFile() {
    String before = Tapes.record(file, LiveModel.answering(), FRANCE, ITALY);
    Tapes.write(file, before.replace("answer:", "# Checked.\nanswer:"));
    String edited = Tapes.text(file);
    try (Cassette cassette = Cassette.open(file)) {
      Tapes.ask(new ReplayingTransport(cassette), FRANCE);
    }
    assertThat(Tapes.text(file)).isEqualTo(edited);
  }

  private static CassetteOptions anyOrder() {
    return CassetteOptions.defaults().matching(Matching.ANY_ORDER);
  }

  private static ModelRequest withCalls(String first, String second) {
    return Prompts.of(
        "",
        NewMessage.of(Role.ASSISTANT, call(first), call(second)),
        Prompts.result(first, "1"),
        Prompts.result(second, "2"));
  }

  private static ContentPart call(String id) {
    return new ContentPart.ToolCall(id, "look", "{}");
  }

  /** Is cancelled as soon as it has heard something. */
  private static final class LeavingCall implements ModelCall {
    private boolean heard;

    @Override
    public void emit(ModelDelta delta) {
      heard = true;
    }

    @Override
    public void onCancel(Runnable stop) {}

    @Override
    public boolean isCancelled() {
      return heard;
    }
  }
}
