package io.threadkeep.samples.supportdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.MessageId;
import io.threadkeep.run.RunStatus;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WrittenReplyTest {
  private static final MessageId FIRST = new MessageId("msg_000000000000000000000001");
  private static final MessageId SECOND = new MessageId("msg_000000000000000000000002");

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final WrittenReply reply =
      new WrittenReply(
          new Console(InputStream.nullInputStream(), said, OutputStream.nullOutputStream()));

  @Test
  void eachPieceIsSeenAtOnce() {
    reply.onText(FIRST, "It is ");
    assertThat(printed()).isEqualTo("Desk: It is ");
    reply.onText(FIRST, "on its way.");
    reply.onMessageEnded(FIRST, null);
    assertThat(printed()).isEqualTo("Desk: It is on its way.\n");
  }

  @Test
  void whatAnAttemptLeftUnfinishedIsWrittenAnew() throws InterruptedException {
    reply.onText(FIRST, "It ");
    reply.onAttemptBegun(2);
    reply.onText(SECOND, "It is here.");
    reply.onRunEnded(RunStatus.COMPLETED);
    reply.await(RunStatus.COMPLETED);
    assertThat(printed()).isEqualTo("Desk: It … once more:\nDesk: It is here.\n");
  }

  private String printed() {
    return said.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
