package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.Scope;
import io.threadkeep.internal.time.SystemTime;
import io.threadkeep.kit.Samples;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.page.PageRequest;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The embedded database is as durable as a server: a kill or an interrupt costs nothing. */
class H2FileTest {

  /** Appends for ever; prints the position of a message once it is stored. */
  static final class AppendingProcess {
    public static void main(String[] args) {
      ThreadStore store = JdbcThreadStore.open(ChildJvm.address(args).options());
      Samples samples = new Samples(SystemTime.toMicros(SystemTime.clock()));
      ChatThread thread = thread(store);
      while (true) {
        System.out.println(
            store
                .messages()
                .append(thread.owner(), thread.id(), samples.drafts("hello"), null)
                .get(0)
                .position());
      }
    }
  }

  private static ChatThread thread(ThreadStore store) {
    return store
        .threads()
        .list(Scope.DEFAULT, ThreadQuery.ALL, PageRequest.oldestFirst())
        .items()
        .get(0);
  }

  private static ChatThread start(DatabaseAddress database) {
    try (ThreadStore store = JdbcThreadStore.open(database.options())) {
      Samples samples = new Samples(SystemTime.toMicros(SystemTime.clock()));
      return store.threads().create(samples.thread(Scope.DEFAULT), null);
    }
  }

  /** With H2's defaults every one of these cycles loses messages that were acknowledged. */
  @Test
  void whatWasAcknowledgedSurvivesKillMinusNine() throws Exception {
    DatabaseAddress database = Servers.h2File().orElseThrow().fresh();
    ChatThread thread = start(database);
    long acknowledged = 0;
    for (int cycle = 1; cycle <= 4; cycle++) {
      try (ChildJvm child = ChildJvm.start(AppendingProcess.class, database)) {
        assertThat(child.read(40)).hasSize(40);
        acknowledged += 40 + child.kill();
      }
      try (ThreadStore store = JdbcThreadStore.open(database.options())) {
        long count = store.threads().find(Scope.DEFAULT, thread.id()).orElseThrow().messageCount();
        // One more may have been committed in the last moment of each cycle.
        assertThat(count).isBetween(acknowledged, acknowledged + 1);
        acknowledged = count;
        assertThat(store.messages().before(Scope.DEFAULT, thread.id(), Long.MAX_VALUE, 10_000))
            .extracting(Message::position)
            .isEqualTo(LongStream.iterate(count, n -> n - 1).limit(count).boxed().toList());
      }
    }
  }

  @Test
  void aFileThatAnotherProcessHoldsIsRefusedAndToldSo() throws Exception {
    DatabaseAddress database = Servers.h2File().orElseThrow().fresh();
    start(database);
    try (ChildJvm child = ChildJvm.start(AppendingProcess.class, database)) {
      assertThat(child.read(1)).hasSize(1);
      assertThatThrownBy(() -> JdbcThreadStore.open(database.options()))
          .isInstanceOf(DatabaseInUseException.class)
          .hasMessageContaining("another process has it open");
    }
  }

  @Test
  void interruptedThreadsHarmNobody() throws InterruptedException {
    DatabaseAddress database = Servers.h2File().orElseThrow().fresh();
    ChatThread thread = start(database);
    Samples samples = new Samples(SystemTime.toMicros(SystemTime.clock()));
    try (ThreadStore store = JdbcThreadStore.open(database.options())) {
      for (int i = 0; i < 30; i++) {
        List<MessageDraft> drafts = samples.drafts("interrupted " + i);
        Thread writer =
            new Thread(
                () -> {
                  Thread.currentThread().interrupt();
                  try {
                    store.messages().append(Scope.DEFAULT, thread.id(), drafts, null);
                  } catch (ThreadkeepException refused) {
                    // Repeated below.
                  }
                });
        writer.start();
        writer.join();
        store.messages().append(Scope.DEFAULT, thread.id(), drafts, null);
      }
      assertThat(store.messages().before(Scope.DEFAULT, thread.id(), Long.MAX_VALUE, 100))
          .extracting(Message::position)
          .isEqualTo(LongStream.iterate(30, n -> n - 1).limit(30).boxed().toList());
    }
  }
}
