package io.threadkeep.transport.fake.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Assistants;
import io.threadkeep.Conversation;
import io.threadkeep.Conversations;
import io.threadkeep.PendingRun;
import io.threadkeep.RunExecutor;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.id.ThreadId;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.transport.fake.FakeTransport;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a test is given. */
@ExtendWith(ThreadkeepExtension.class)
class ThreadkeepExtensionTest {
  private static final Set<ThreadId> STARTED = ConcurrentHashMap.newKeySet();

  @Test
  void allPartsAreOfOneThreadkeep(
      Threadkeep keep,
      Conversations conversations,
      Assistants assistants,
      RunExecutor runs,
      ThreadStore store,
      FakeTransport fake) {
    Assistant assistant = assistants.create(NewAssistant.named("Anyone"));
    Conversation chat = conversations.start();
    assertThat(chat.ask(assistant, "Hello").text()).isEqualTo("You said: Hello");
    Run run = runs.list(chat.id(), PageRequest.newestFirst()).items().get(0);
    assertThat(store.runs().find(run.owner(), run.id())).contains(run);
    assertThat(keep.runs().get(run.id())).isEqualTo(run);
    assertThat(fake.requests()).hasSize(1);
  }

  @RepeatedTest(2)
  void eachTestBeginsWithNothing(Conversations conversations, FakeTransport fake) {
    assertThat(conversations.find(ThreadQuery.ALL, PageRequest.newestFirst()).items()).isEmpty();
    assertThat(fake.requests()).isEmpty();
    conversations.start();
  }

  @RepeatedTest(2)
  void idsAreTheSameOnEveryRun(Conversations conversations) {
    STARTED.add(conversations.start().id());
    assertThat(STARTED).hasSize(1);
  }

  @Test
  @Replies({"Paris.", "Rome."})
  void repliesComeInTheirOrder(Threadkeep keep) {
    assertThat(answer(keep, "France?")).isEqualTo("Paris.");
    assertThat(answer(keep, "Italy?")).isEqualTo("Rome.");
  }

  @Test
  @Replies("Paris.")
  void aCallAfterTheLastReplyFails(Threadkeep keep) {
    assertThat(answer(keep, "France?")).isEqualTo("Paris.");
    Conversation chat = keep.conversations().start();
    chat.say("Italy?");
    PendingRun run = chat.run(keep.assistants().create(NewAssistant.named("Anyone")));
    assertThat(run.await(Duration.ofMinutes(1)).status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  @RunningWorker
  void aRunningWorkerIsAtWorkOnThreadsOfItsOwn(Threadkeep keep) {
    Conversation chat = keep.conversations().start();
    chat.say("Hello");
    PendingRun run = chat.run(keep.assistants().create(NewAssistant.named("Anyone")));
    assertThat(run.await(Duration.ofMinutes(1)).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(keep.health().workers().slots()).isEqualTo(16);
  }

  @Nested
  @Replies("From the class around.")
  class InAClassInside {

    @Test
    void theClassesAnnotationsCount(Threadkeep keep) {
      assertThat(answer(keep, "Hello")).isEqualTo("From the class around.");
    }

    @Test
    @Replies("From the method.")
    void theNearestOneCounts(Threadkeep keep) {
      assertThat(answer(keep, "Hello")).isEqualTo("From the method.");
    }
  }

  abstract static class WithInherited {

    @Nested
    class Inherited {

      @Test
      void theAnnotationsOfTheClassThatInheritsCount(Threadkeep keep) {
        assertThat(answer(keep, "Hello")).isEqualTo("From the heir.");
      }
    }
  }

  @Nested
  @Replies("From the heir.")
  class Heir extends WithInherited {}

  private static String answer(Threadkeep keep, String question) {
    Assistant assistant = keep.assistants().create(NewAssistant.named("Anyone"));
    return keep.conversations().start().ask(assistant, question).text();
  }
}
