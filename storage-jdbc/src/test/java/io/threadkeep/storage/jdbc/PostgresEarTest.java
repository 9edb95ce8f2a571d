package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Foundations;
import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.NewMessage;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.WorkerOptions;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two processes on one PostgreSQL, as far as the database can see: a desk that takes runs in, and a
 * worker that looks for runs, and for what has become of its own, every quarter of an hour.
 */
class PostgresEarTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration SELDOM = Duration.ofMinutes(15);
  private static final String HOLD = "Wait for it.";

  private final CountDownLatch held = new CountDownLatch(1);
  private DatabaseAddress database;
  private Threadkeep desk;
  private Threadkeep worker;
  private Assistant assistant;

  @BeforeEach
  void open() {
    Assumptions.assumeTrue(Servers.postgres().isPresent(), "not on this machine");
    database = Servers.postgres().orElseThrow().fresh();
    desk = keep(0);
    worker = keep(4);
    assistant = desk.assistants().create(NewAssistant.named("Geographer"));
    // Whatever there is to be done from the start on is done now: from here on the worker hears.
    assertThat(ask("Are you there?").await(PATIENCE).status()).isEqualTo(RunStatus.COMPLETED);
  }

  @AfterEach
  void close() {
    if (worker != null) {
      worker.close();
      desk.close();
    }
  }

  @Test
  void aRunOfAnotherProcessIsBegunAtOnce() {
    for (int n = 0; n < 5; n++) {
      assertThat(ask("Question " + n).await(PATIENCE).status()).isEqualTo(RunStatus.COMPLETED);
    }
  }

  @Test
  void aCancelReachesTheWorkerOfAnotherProcessAtOnce() throws InterruptedException {
    PendingRun run = ask(HOLD);
    assertThat(held.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(run.cancel().status()).isEqualTo(RunStatus.CANCELLING);
    assertThat(run.await(PATIENCE).status()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void aBrokenConnectionIsReplaced() throws SQLException {
    for (int n = 0; n < 3; n++) {
      breakEar();
      // The first may be found by looking, once the connection is there again; the second is heard.
      assertThat(ask("Question " + n).await(PATIENCE).status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(ask("And then?").await(PATIENCE).status()).isEqualTo(RunStatus.COMPLETED);
    }
  }

  private PendingRun ask(String question) {
    return desk.conversations()
        .start()
        .run(RunRequest.by(assistant.id()).saying(NewMessage.user(question)));
  }

  private void breakEar() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      int broken = 0;
      for (int tries = 0; broken == 0 && tries < 10_000; tries++) {
        try (var row =
            statement.executeQuery(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()"
                    + " and query = 'select current_schema()'")) {
          row.next();
          broken = row.getInt(1);
        }
      }
      assertThat(broken).isEqualTo(1);
    }
  }

  private Threadkeep keep(int slots) {
    return Threadkeep.on(
        Foundations.of(JdbcThreadStore.open(database.options()), new Holding()),
        EngineOptions.defaults()
            .workers(
                WorkerOptions.defaults().slots(slots).lease(SELDOM.multipliedBy(3)).poll(SELDOM)));
  }

  /** Answers at once, or not before it is told to stop. */
  private final class Holding implements ModelTransport {
    @Override
    public ModelReply call(ModelRequest request, ModelCall call) {
      String question = request.messages().get(request.messages().size() - 1).text();
      if (question.equals(HOLD)) {
        CountDownLatch cancelled = new CountDownLatch(1);
        call.onCancel(cancelled::countDown);
        held.countDown();
        try {
          cancelled.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        throw new CallCancelledException("Cancelled.", null);
      }
      return new ModelReply(
          List.of(new ContentPart.Text("Re: " + question)),
          FinishReason.STOP,
          Usage.of(10, 5),
          "holding");
    }

    @Override
    public void close() {}
  }
}
