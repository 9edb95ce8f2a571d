package io.threadkeep.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.MessageId;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LiveReplyTest {
  private static final MessageId MESSAGE = new MessageId("msg_000000000000000000000001");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Console console =
      new Console(out, OutputStream.nullOutputStream(), InputStream.nullInputStream());
  private final LiveReply reply = new LiveReply(console, () -> {});

  @Test
  void eachPieceIsSeenAtOnce() {
    reply.onText(MESSAGE, "Par");
    assertThat(lines()).isEqualTo("Assistant: Par");
    reply.onText(MESSAGE, "is.");
    assertThat(lines()).isEqualTo("Assistant: Paris.");
    reply.complete("Paris.");
    assertThat(lines()).isEqualTo("Assistant: Paris.\n");
  }

  @Test
  void whatWasNotHeardIsAdded() {
    reply.onText(MESSAGE, "Par");
    reply.complete("Paris.\nIn France.");
    reply.onText(MESSAGE, "too late");
    assertThat(lines()).isEqualTo("Assistant: Paris.\nIn France.\n");
  }

  @Test
  void anAttemptThatFailedIsFollowedByTheWholeOfTheNextOne() {
    reply.onAttemptBegun(1);
    reply.onText(MESSAGE, "Par");
    reply.onAttemptBegun(2);
    reply.onText(MESSAGE, "It is ");
    reply.complete("It is Paris.");
    assertThat(lines()).isEqualTo("Assistant: Par\nAssistant: It is Paris.\n");
  }

  @Test
  void whatIsStoredCountsIfSomethingElseWasHeard() {
    reply.onText(MESSAGE, "Rome");
    reply.complete("Paris.");
    assertThat(lines()).isEqualTo("Assistant: Rome\nAssistant: Paris.\n");
  }

  @Test
  void aReplyThatNeverCameLeavesNothingBehind() {
    reply.giveUp();
    assertThat(lines()).isEmpty();
  }

  private String lines() {
    return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
