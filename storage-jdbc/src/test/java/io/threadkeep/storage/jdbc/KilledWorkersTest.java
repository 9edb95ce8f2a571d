package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversation;
import io.threadkeep.Foundations;
import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.storage.jdbc.server.Servers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Two worker JVMs on one database, one of them killed with -9 again and again in the middle of its
 * runs: every question gets one reply, and nothing else.
 */
class KilledWorkersTest {
  private static final int KILLS = 5;
  private static final int RUNS = 160;

  @Test
  void onPostgresEveryRunEndsOnce() throws IOException {
    everyRunEndsOnce(Servers.postgres());
  }

  @Test
  void onMariaDbEveryRunEndsOnce() throws IOException {
    everyRunEndsOnce(Servers.mariaDb());
  }

  @Test
  void onAnH2ServerEveryRunEndsOnce() throws IOException {
    everyRunEndsOnce(Servers.h2Server());
  }

  private static void everyRunEndsOnce(Optional<DatabaseServer> server) throws IOException {
    Assumptions.assumeTrue(server.isPresent(), "not on this machine");
    DatabaseAddress address = server.orElseThrow().fresh();
    Deque<ChildJvm> workers = new ArrayDeque<>();
    try (Threadkeep keep = submitter(address)) {
      workers.add(ChildJvm.start(WorkerJvm.class, address));
      workers.add(ChildJvm.start(WorkerJvm.class, address));
      for (ChildJvm worker : workers) {
        awaitReady(worker);
      }
      List<PendingRun> runs = new ArrayList<>();
      Assistant assistant = keep.assistants().create(NewAssistant.named("Anyone"));
      for (int i = 0; i < RUNS; i++) {
        Conversation chat = keep.conversations().start();
        runs.add(chat.run(RunRequest.by(assistant.id()).saying(NewMessage.user("Question " + i))));
        if (i % (RUNS / KILLS) == RUNS / KILLS / 2) {
          workers.remove().close();
          workers.add(ChildJvm.start(WorkerJvm.class, address));
        }
      }
      int attempts = 0;
      for (int i = 0; i < RUNS; i++) {
        Run ended = runs.get(i).await(Duration.ofMinutes(1));
        attempts += ended.progress().attempts();
        assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(keep.conversations().resume(ended.threadId()).messages().map(Message::text))
            .containsExactly("Question " + i, "Re: Question " + i);
      }
      // Kills cost attempts, but only of the runs that they hit: four at most each.
      assertThat(attempts).isBetween(RUNS, RUNS + KILLS * WorkerJvm.WORKERS.slots());
    } finally {
      workers.forEach(ChildJvm::close);
    }
  }

  /** Submits and awaits, and leaves the work to the others. */
  private static Threadkeep submitter(DatabaseAddress address) {
    return Threadkeep.on(
        Foundations.of(JdbcThreadStore.open(address.options()), new WorkerJvm.Slow()),
        EngineOptions.defaults().workers(WorkerJvm.WORKERS.slots(0)));
  }

  private static void awaitReady(ChildJvm worker) throws IOException {
    assertThat(worker.read(1)).containsExactly("ready");
  }
}
