package io.threadkeep.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.MessageId;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LiveReplyTest {
  private static final MessageId MESSAGE = new MessageId("msg_000000000000000000000001");
  private static final MessageId SECOND = new MessageId("msg_000000000000000000000002");
  private static final String NOT_FINISHED = "That reply was not finished.\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console = new Console(out, err, InputStream.nullInputStream());
  private final LiveReply reply = new LiveReply(console, () -> {});

  @Test
  void eachPieceIsSeenAtOnce() {
    reply.onText(MESSAGE, "Par");
    assertThat(lines()).isEqualTo("Assistant: Par");
    reply.onText(MESSAGE, "is.");
    assertThat(lines()).isEqualTo("Assistant: Paris.");
    reply.complete(MESSAGE, "Paris.");
    assertThat(lines()).isEqualTo("Assistant: Paris.\n");
  }

  @Test
  void whatWasNotHeardIsAdded() {
    reply.onText(MESSAGE, "Par");
    reply.complete(MESSAGE, "Paris.\nIn France.");
    reply.onText(MESSAGE, "too late");
    assertThat(lines()).isEqualTo("Assistant: Paris.\nIn France.\n");
  }

  @Test
  void anAttemptThatFailedIsFollowedByTheWholeOfTheNextOne() {
    reply.onAttemptBegun(1);
    reply.onText(MESSAGE, "Par");
    reply.onAttemptBegun(2);
    reply.onText(SECOND, "It is ");
    reply.complete(SECOND, "It is Paris.");
    assertThat(lines()).isEqualTo("Assistant: Par\nAssistant: It is Paris.\n");
    assertThat(notes()).isEqualTo(NOT_FINISHED);
  }

  @Test
  void whatIsStoredCountsIfSomethingElseWasHeard() {
    reply.onText(MESSAGE, "Rome");
    reply.complete(MESSAGE, "Paris.");
    assertThat(lines()).isEqualTo("Assistant: Rome\nAssistant: Paris.\n");
  }

  @Test
  void aReplyThatNeverCameLeavesNothingBehind() {
    reply.giveUp();
    assertThat(lines()).isEmpty();
  }

  @Test
  void eachMessageHasALineOfItsOwn() {
    reply.onText(MESSAGE, "Let me look.");
    reply.onMessageEnded(MESSAGE, null);
    reply.onText(SECOND, "It is ");
    reply.onText(SECOND, "Paris.");
    reply.onMessageEnded(SECOND, null);
    reply.complete(SECOND, "It is Paris.");
    assertThat(lines()).isEqualTo("Assistant: Let me look.\nAssistant: It is Paris.\n");
    assertThat(notes()).isEmpty();
  }

  @Test
  void anAnswerThatWasNotHeardAtAllComesOnALineOfItsOwn() {
    reply.onText(MESSAGE, "It is");
    reply.onMessageEnded(MESSAGE, null);
    reply.complete(SECOND, "It is Paris.");
    assertThat(lines()).isEqualTo("Assistant: It is\nAssistant: It is Paris.\n");
    assertThat(notes()).isEmpty();
  }

  @Test
  void whatWasSaidWholeBeforeAnAttemptFailedIsNotCalledUnfinished() {
    reply.onText(MESSAGE, "Let me look.");
    reply.onMessageEnded(MESSAGE, null);
    reply.onAttemptBegun(2);
    reply.giveUp();
    assertThat(lines()).isEqualTo("Assistant: Let me look.\n");
    assertThat(notes()).isEmpty();
  }

  private String lines() {
    return text(out);
  }

  private String notes() {
    return text(err);
  }

  private static String text(ByteArrayOutputStream printed) {
    return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
