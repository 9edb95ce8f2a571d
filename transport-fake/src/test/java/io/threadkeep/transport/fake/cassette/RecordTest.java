package io.threadkeep.transport.fake.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.run.RunError;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordTest {
  private static final ModelRequest FRANCE = Prompts.asking("Capital of France?");
  private static final ModelRequest ITALY = Prompts.asking("Capital of Italy?");
  private static final ModelRequest JAPAN = Prompts.asking("Capital of Japan?");

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("not/there/yet/capitals.yaml");
  }

  @Test
  void eachAnswerIsInTheFileAsSoonAsItIsGiven() {
    try (Cassette cassette = Cassette.open(file, Tapes.RECORD)) {
      ModelTransport transport = cassette.transport(LiveModel::answering);
      Tapes.ask(transport, FRANCE);
      assertThat(Tapes.replay(file, FRANCE)).isEqualTo(LiveModel.echo(FRANCE));
      Tapes.ask(transport, ITALY);
      assertThat(Tapes.text(file)).contains("Re: Capital of France?", "Re: Capital of Italy?");
    }
  }

  @Test
  void recordingWritesTheFileAnew() {
    Tapes.record(file, LiveModel.answering(), FRANCE);
    String text = Tapes.record(file, LiveModel.answering(), ITALY);
    assertThat(text).contains("Italy").doesNotContain("France");
  }

  @Test
  void theOldFileStaysUntilSomethingIsRecorded() {
    Tapes.record(file, LiveModel.answering(), FRANCE);
    Cassette.open(file, Tapes.RECORD).transport(LiveModel::answering);
    assertThat(Tapes.replay(file, FRANCE)).isNotNull();
  }

  @Test
  void closingARecordingWithoutACallLeavesTheOldFile() {
    String before = Tapes.record(file, LiveModel.answering(), FRANCE);
    assertThat(Tapes.record(file, LiveModel.answering())).isEqualTo(before);
  }

  @Test
  void aCallThatEndsAfterTheCassetteWasClosedIsAnsweredAndNotWritten() {
    String before = Tapes.record(file, LiveModel.answering(), FRANCE);
    Cassette cassette = Cassette.open(file, Tapes.RECORD);
    LiveModel late =
        new LiveModel(
            (request, call) -> {
              cassette.close();
              return LiveModel.echo(request);
            });
    assertThat(Tapes.ask(cassette.transport(() -> late), ITALY)).isEqualTo(LiveModel.echo(ITALY));
    assertThat(Tapes.text(file)).isEqualTo(before);
  }

  @Test
  void aRecordingWithoutACallIsAnEmptyCassette() {
    Tapes.record(file, LiveModel.answering());
    try (Cassette cassette = Cassette.open(file)) {
      cassette.verify();
      assertThatThrownBy(() -> Tapes.ask(new ReplayingTransport(cassette), FRANCE))
          .isInstanceOf(UnmatchedRequestException.class)
          .hasMessageContaining("all of its 0 interactions were used");
    }
  }

  @Test
  void onlyWhatIsMissingGoesOut() {
    Tapes.record(file, LiveModel.answering(), FRANCE);
    LiveModel model = LiveModel.answering();
    Tapes.record(file, Tapes.RECORD_MISSING, model, FRANCE, ITALY);
    assertThat(model.requests()).containsExactly(ITALY);

    LiveModel again = LiveModel.answering();
    Tapes.record(file, Tapes.RECORD_MISSING, again, FRANCE, ITALY);
    assertThat(again.requests()).isEmpty();
  }

  @Test
  void afterWhatWasMissingTheFileIsInTheOrderOfUse() {
    Tapes.record(file, LiveModel.answering(), FRANCE, ITALY);
    Tapes.record(file, Tapes.RECORD_MISSING, LiveModel.answering(), JAPAN, ITALY);
    assertThat(Tapes.text(file))
        .containsSubsequence("user: Capital of Japan?", "user: Capital of Italy?", "of France?");
    try (Cassette cassette = Cassette.open(file)) {
      ModelTransport transport = new ReplayingTransport(cassette);
      Tapes.ask(transport, JAPAN);
      Tapes.ask(transport, ITALY);
      assertThat(cassette.unused()).hasSize(1);
    }
  }

  @Test
  void notesInTheFileOutliveWhatIsAdded() {
    Tapes.record(file, LiveModel.answering(), FRANCE);
    Tapes.write(file, Tapes.text(file).replace("answer:", "# Checked by a person.\nanswer:"));
    Tapes.record(file, Tapes.RECORD_MISSING, LiveModel.answering(), FRANCE, ITALY);
    assertThat(Tapes.text(file)).containsOnlyOnce("# Checked by a person.\nanswer:");
  }

  @Test
  void callIdsGoOnWhereTheFileEnds() {
    Tapes.record(file, calling("live-1"), FRANCE);
    try (Cassette cassette = Cassette.open(file, Tapes.RECORD_MISSING)) {
      ModelTransport transport = cassette.transport(() -> calling("live-2"));
      ContentPart recorded = Tapes.ask(transport, FRANCE).content().get(0);
      assertThat(recorded).isEqualTo(new ContentPart.ToolCall("call_1", "look", "{}"));
      Tapes.ask(
          transport,
          Prompts.of(
              "", NewMessage.of(Role.ASSISTANT, recorded), Prompts.result("call_1", "nothing")));
    }
    assertThat(Tapes.text(file))
        .containsSubsequence("answer:", "call_id: call_1", "request:")
        .containsSubsequence("request:", "request:", "- assistant:", "call_id: call_1")
        .containsSubsequence("request:", "request:", "- tool:", "call_id: call_1")
        .containsSubsequence("answer:", "answer:", "call_id: call_2");
  }

  private static LiveModel calling(String id) {
    return LiveModel.replying(new ContentPart.ToolCall(id, "look", "{}"));
  }

  @Test
  void whatComesBackIsPassedOnToTheLetter() {
    ContentPart.ToolCall call =
        new ContentPart.ToolCall("live", "login", "{\"password\": \"hunter2\"}");
    CassetteOptions options = Tapes.RECORD.redaction(Redaction.wellKnown().field("password"));
    try (Cassette cassette = Cassette.open(file, options)) {
      ModelTransport transport = cassette.transport(() -> LiveModel.replying(call));
      assertThat(Tapes.ask(transport, FRANCE).content()).containsExactly(call);
    }
  }

  @Test
  void aCancelledCallLeavesNothing() {
    ModelException error = new CallCancelledException("Stopped.", null);
    assertThat(catchThrowable(() -> Tapes.record(file, LiveModel.failing(error), FRANCE)))
        .isSameAs(error);
    assertThat(Tapes.text(file)).doesNotContain("request");
  }

  @Test
  void aFaultInTheTransportIsNoFailureOfTheModel() {
    RuntimeException bug = new IllegalStateException("A bug.");
    assertThat(catchThrowable(() -> Tapes.record(file, LiveModel.failing(bug), FRANCE)))
        .isSameAs(bug);
    assertThat(Tapes.text(file)).doesNotContain("request");
  }

  @Test
  void aFailureThatNobodyKnowsIsNotRecordedAsAnother() {
    ModelException odd = new OddFailure();
    assertThatThrownBy(() -> Tapes.record(file, LiveModel.failing(odd), FRANCE))
        .isInstanceOf(CassetteException.class)
        .hasMessageContaining(OddFailure.class.getName())
        .hasMessageContaining("Something odd.")
        .hasCause(odd);
  }

  @Test
  void closingTheTransportClosesTheModel() {
    LiveModel model = LiveModel.answering();
    try (Cassette cassette = Cassette.open(file, Tapes.RECORD)) {
      ModelTransport transport = cassette.transport(() -> model);
      transport.close();
      assertThatThrownBy(() -> Tapes.ask(transport, FRANCE))
          .isInstanceOf(CallCancelledException.class);
      assertThatThrownBy(() -> Tapes.ask(model, FRANCE)).isInstanceOf(CallCancelledException.class);
    }
  }

  @Test
  void nothingIsRecordedByDefault() {
    assertThat(CassetteOptions.defaults().mode()).isEqualTo(CassetteMode.REPLAY);
    assertThatThrownBy(() -> Cassette.open(file))
        .isInstanceOf(CassetteException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("RECORD_MISSING");
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void aTransportThatDoesNotFitTheModeIsRefused() {
    Tapes.record(file, LiveModel.answering(), FRANCE);
    try (Cassette replaying = Cassette.open(file)) {
      assertThatThrownBy(() -> new RecordingTransport(LiveModel.answering(), replaying))
          .isInstanceOf(IllegalArgumentException.class);
    }
    try (Cassette recording = Cassette.open(file, Tapes.RECORD_MISSING)) {
      assertThatThrownBy(() -> new ReplayingTransport(recording))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static final class OddFailure extends ModelException {
    private static final long serialVersionUID = 1L;

    OddFailure() {
      super(RunError.Code.SERVER_ERROR, "Something odd.", null);
    }
  }
}
