package io.threadkeep.transport.fake.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversation;
import io.threadkeep.Foundations;
import io.threadkeep.ManualTime;
import io.threadkeep.ManualWorker;
import io.threadkeep.RunRequest;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.id.Scope;
import io.threadkeep.message.NewMessage;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.RunStatus;
import io.threadkeep.storage.memory.InMemoryThreadStore;
import io.threadkeep.store.MadeSummary;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.transport.fake.RequestCondition;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a worker does in the background is done in place by one that has no threads. */
class SummariesByHandTest {
  private static final String NOTES = "notes";

  @Test
  void aSummaryIsThereWhenTheRunThatWantedItHasBeenCarriedOut() {
    ManualTime time = new ManualTime();
    ThreadStore store = new InMemoryThreadStore(time);
    FakeTransport fake =
        FakeTransport.script()
            .when(RequestCondition.userContains("\"notes\""))
            .thenReply("They counted.")
            .otherwiseEcho();
    ManualWorker worker =
        ManualWorker.on(Foundations.of(store, fake), EngineOptions.defaults(), time);
    try (Threadkeep keep = worker.threadkeep()) {
      Assistant assistant =
          keep.assistants()
              .create(
                  NewAssistant.named("Counter")
                      .context("summarising(block-aligned(last-messages(8), 4), notes)"));
      Conversation chat = keep.conversations().start();
      for (int turn = 1; turn <= 7; turn++) {
        assertThat(newest(store, chat)).as("before turn %d", turn).isEmpty();
        RunRequest request =
            RunRequest.by(assistant.id()).saying(NewMessage.user("Number " + turn));
        assertThat(chat.run(request).await(Duration.ofMinutes(1)).status())
            .isEqualTo(RunStatus.COMPLETED);
      }
      assertThat(newest(store, chat).map(made -> made.summary().text())).hasValue("They counted.");
      assertThat(fake.callCount()).isEqualTo(8);
    }
  }

  private static Optional<MadeSummary> newest(ThreadStore store, Conversation chat) {
    return store.summaries().newest(Scope.DEFAULT, chat.id(), NOTES, Long.MAX_VALUE);
  }
}
