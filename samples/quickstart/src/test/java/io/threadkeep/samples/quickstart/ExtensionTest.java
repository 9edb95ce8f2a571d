package io.threadkeep.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversation;
import io.threadkeep.ManualTime;
import io.threadkeep.PendingRun;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.message.Message;
import io.threadkeep.run.RunStatus;
import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.transport.fake.junit.Replies;
import io.threadkeep.transport.fake.junit.ThreadkeepExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a host tests itself with the JUnit extension. */
// tag::extension[]
@ExtendWith(ThreadkeepExtension.class)
class ExtensionTest {

  @Test
  @Replies("The capital of France is Paris.")
  void itAnswersWithoutKeyOrNetwork(Threadkeep keep, FakeTransport fake) {
    Assistant geographer = keep.assistants().create(NewAssistant.named("Geography Expert"));
    Message answer = keep.conversations().start().ask(geographer, "What is the capital of France?");

    assertThat(answer.text()).isEqualTo("The capital of France is Paris.");
    assertThat(fake.requests()).hasSize(1);
  }

  @Test
  void aRunThatNoWorkerTakesUpExpires(Threadkeep keep, ManualTime time) {
    Assistant geographer = keep.assistants().create(NewAssistant.named("Geography Expert"));
    Conversation chat = keep.conversations().start();
    chat.say("What is the capital of France?");
    PendingRun run = chat.run(geographer);

    time.advance(Duration.ofMinutes(10)); // nothing happens unless a test says so

    assertThat(run.get().status()).isEqualTo(RunStatus.EXPIRED);
  }
}
// end::extension[]
