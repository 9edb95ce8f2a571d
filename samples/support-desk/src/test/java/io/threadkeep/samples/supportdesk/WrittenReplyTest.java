package io.threadkeep.samples.supportdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import io.threadkeep.run.RunStatus;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WrittenReplyTest {
  private static final MessageId FIRST = new MessageId("msg_000000000000000000000001");
  private static final MessageId SECOND = new MessageId("msg_000000000000000000000002");

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Set<MessageId> printed = new HashSet<>();
  private final WrittenReply reply =
      new WrittenReply(
          new Console(InputStream.nullInputStream(), said, OutputStream.nullOutputStream()),
          printed);

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
    reply.complete(null);
    assertThat(printed()).isEqualTo("Desk: It … once more:\nDesk: It is here.\n");
  }

  @Test
  void aRefusalIsWhatWasSaid() {
    reply.onRefusal(FIRST, "I may not ");
    assertThat(printed()).isEqualTo("Desk: I may not ");
    reply.onRefusal(FIRST, "do that.");
    reply.onMessageEnded(FIRST, null);
    reply.complete(stored(FIRST, "I may not do that."));
    assertThat(printed()).isEqualTo("Desk: I may not do that.\n");
  }

  @Test
  void whatWasNotHeardToItsEndIsPrintedAsItIsStored() throws InterruptedException {
    reply.onText(FIRST, "It is ");
    reply.onFailure(new IllegalStateException("lost"));
    reply.await(RunStatus.REQUIRES_ACTION);
    reply.await(RunStatus.COMPLETED);
    reply.complete(stored(FIRST, "It is on its way."));
    reply.onText(FIRST, "on its way.");
    assertThat(printed()).isEqualTo("Desk: It is \nDesk: It is on its way.\n");
  }

  @Test
  void whatWasNotHeardAtAllIsPrintedAsItIsStored() {
    reply.complete(stored(FIRST, "It is here."));
    assertThat(printed()).isEqualTo("Desk: It is here.\n");
  }

  @Test
  void whatStandsThereAlreadyIsPassedOver() {
    printed.add(FIRST);
    reply.onText(FIRST, "I will ask.");
    reply.onMessageEnded(FIRST, null);
    reply.onText(SECOND, "He said no.");
    reply.onMessageEnded(SECOND, null);
    reply.complete(stored(SECOND, "He said no."));
    assertThat(printed()).isEqualTo("Desk: He said no.\n");
  }

  private static Message stored(MessageId id, String text) {
    return new Message(
        new ThreadId("thread_000000000000000000000001"),
        2,
        new MessageDraft(id, NewMessage.assistant(text), Origin.CALLER, 5, Instant.EPOCH));
  }

  private String printed() {
    return said.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
