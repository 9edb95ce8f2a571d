package io.threadkeep.transport.fake.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.threadkeep.error.Retryable;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.kit.transport.RecordedCall;
import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.ModelDelta;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.transport.RateLimitedException;
import io.threadkeep.transport.TruncatedAnswerException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {
  private static final ModelRequest QUESTION = Prompts.asking("Anybody there?");

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void eachFailureIsReplayedAsItsOwnType(FailureType type) {
    ModelException live = type.exception("It went\nwrong: \"so\".", Duration.ofMillis(1_500));
    Path file = directory.resolve("failure.yaml");

    Throwable recorded =
        catchThrowable(() -> Tapes.record(file, LiveModel.failing(live), QUESTION));
    Throwable replayed = catchThrowable(() -> Tapes.replay(file, QUESTION));

    assertThat(recorded).isSameAs(live);
    assertThat(replayed).isExactlyInstanceOf(live.getClass()).hasMessage(live.getMessage());
    if (live instanceof Retryable retryable) {
      assertThat(((Retryable) replayed).retryAfter()).isEqualTo(retryable.retryAfter());
    }
  }

  @Test
  void everyFailureOfCoreButTheCancelledCallCanBeRecorded() {
    assertThat(new ClassFileImporter().importPackages("io.threadkeep.transport"))
        .filteredOn(type -> type.isAssignableTo(ModelException.class))
        .filteredOn(type -> type.getPackageName().equals("io.threadkeep.transport"))
        .extracting(JavaClass::getSimpleName)
        .hasSize(FailureType.values().length + 2)
        .contains(
            ModelException.class.getSimpleName(), CallCancelledException.class.getSimpleName());
  }

  @Test
  void whatWasSaidBeforeTheFailureIsSaidAgain() {
    LiveModel model =
        new LiveModel(
            (request, call) -> {
              call.emit(new ModelDelta.TextDelta("Once upon "));
              call.emit(new ModelDelta.TextDelta("a time \uD83D"));
              call.emit(new ModelDelta.TextDelta("\uDE00"));
              call.emit(new ModelDelta.RefusalDelta("But no"));
              call.emit(new ModelDelta.ToolCallDelta(0, "call", "look", "{\"at"));
              throw new TruncatedAnswerException("The connection was lost.", null);
            });
    Path file = directory.resolve("truncated.yaml");
    assertThat(catchThrowable(() -> Tapes.record(file, model, QUESTION))).isNotNull();

    RecordedCall call = new RecordedCall();
    try (Cassette cassette = Cassette.open(file)) {
      assertThat(catchThrowable(() -> new ReplayingTransport(cassette).call(QUESTION, call)))
          .isInstanceOf(TruncatedAnswerException.class);
    }
    assertThat(call.assembled())
        .containsExactly(
            new ContentPart.Text("Once upon a time \uD83D\uDE00"),
            new ContentPart.Refusal("But no"));
  }

  @Test
  void aFailureAndTheAnswerAfterItAreTwoInteractions() {
    Path file = directory.resolve("retry.yaml");
    try (Cassette cassette = Cassette.open(file, Tapes.RECORD)) {
      ModelException busy = new RateLimitedException("Slow down.", Duration.ofSeconds(2), null);
      ModelTransport failing = new RecordingTransport(LiveModel.failing(busy), cassette);
      assertThat(catchThrowable(() -> Tapes.ask(failing, QUESTION))).isSameAs(busy);
      Tapes.ask(new RecordingTransport(LiveModel.answering(), cassette), QUESTION);
    }
    try (Cassette cassette = Cassette.open(file)) {
      ReplayingTransport transport = new ReplayingTransport(cassette);
      assertThat(catchThrowable(() -> Tapes.ask(transport, QUESTION)))
          .isInstanceOf(RateLimitedException.class);
      assertThat(Tapes.ask(transport, QUESTION)).isEqualTo(LiveModel.echo(QUESTION));
    }
  }
}
