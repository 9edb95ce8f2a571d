package io.threadkeep.transport.fake;

import static io.threadkeep.transport.fake.Asking.failure;
import static io.threadkeep.transport.fake.Asking.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.threadkeep.context.TokenCounter;
import io.threadkeep.error.Retryable;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.kit.transport.ProviderFailure;
import io.threadkeep.kit.transport.RecordedCall;
import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.ModelTimeoutException;
import io.threadkeep.transport.ProviderRefusedException;
import io.threadkeep.transport.fake.config.ScriptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of the transport contract, row by row, and each way in which a row can be played. */
class FailureTableTest {

  @ParameterizedTest
  @EnumSource
  void aLineFailsOnceAndTheNextCallIsFine(ProviderFailure row) {
    FakeTransport fake =
        FakeTransport.script().thenFail(FakeTrial.of(row)).thenReply("Fine.").otherwiseFail();
    assertRow(row, failure(fake, "?"));
    assertThat(say(fake, "?")).isEqualTo("Fine.");
  }

  @ParameterizedTest
  @EnumSource
  void itMayFailAfterSomeWords(ProviderFailure row) {
    FakeTransport fake =
        FakeTransport.scripted(FakeAnswer.failure(FakeTrial.of(row)).after("Once upon a"));
    RecordedCall call = new RecordedCall();
    assertRow(row, catchThrowable(() -> fake.call(Prompts.asking("?"), call)));
    assertThat(call.assembled()).containsExactly(new ContentPart.Text("Once upon a"));
  }

  @ParameterizedTest
  @EnumSource
  void itMayFailOnCueWithoutUsingALine(ProviderFailure row) {
    FakeTransport fake = FakeTransport.scripted("Fine.");
    fake.failures().once(FakeAnswer.failure(FakeTrial.of(row)));
    assertRow(row, failure(fake, "?"));
    assertThat(say(fake, "?")).isEqualTo("Fine.");
  }

  @ParameterizedTest
  @EnumSource
  void itMayFailAsAFileSays(ProviderFailure row, @TempDir Path folder) throws IOException {
    String name = FakeTrial.of(row).name().toLowerCase(Locale.ROOT).replace('_', '-');
    Path script =
        Files.writeString(
            folder.resolve("a.conf"), "lines = [ { fail = " + name + ", reply = Once } ]");
    RecordedCall call = new RecordedCall();
    FakeTransport fake = ScriptFile.read(script.toString()).transport(TokenCounter.estimating());
    assertRow(row, catchThrowable(() -> fake.call(Prompts.asking("?"), call)));
    assertThat(call.assembled()).containsExactly(new ContentPart.Text("Once"));
  }

  @ParameterizedTest
  @EnumSource(names = {"RATE_LIMIT", "OVERLOADED"})
  void whoAsksToWaitIsHeard(FakeFailure failure) {
    FakeTransport fake = FakeTransport.scripted(FakeAnswer.failure(failure, Duration.ofSeconds(7)));
    assertThat(failure(fake, "?"))
        .isInstanceOfSatisfying(
            Retryable.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
  }

  @Test
  void theTableARefusalAndATimeoutAreAllThereIs() {
    Set<FakeFailure> rows =
        Arrays.stream(ProviderFailure.values()).map(FakeTrial::of).collect(Collectors.toSet());
    assertThat(EnumSet.complementOf(EnumSet.copyOf(rows)))
        .containsExactly(FakeFailure.REFUSED, FakeFailure.TIMEOUT);
    assertThat(failure(FakeTransport.script().thenFail(FakeFailure.REFUSED).otherwiseFail(), "?"))
        .isInstanceOf(ProviderRefusedException.class)
        .isNotInstanceOf(Retryable.class);
    assertThat(failure(FakeTransport.script().thenFail(FakeFailure.TIMEOUT).otherwiseFail(), "?"))
        .isInstanceOf(ModelTimeoutException.class);
  }

  private static void assertRow(ProviderFailure row, Throwable thrown) {
    assertThat(thrown).isExactlyInstanceOf(row.type());
    assertThat(thrown instanceof Retryable).isEqualTo(row.isRetryable());
  }
}
