package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Foundations;
import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.budget.BudgetState;
import io.threadkeep.kit.Chaos;
import io.threadkeep.message.NewMessage;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A worker is killed with -9 between what it has reserved and what the model would have said: all
 * that it had reserved is spent, and what the next attempt used beside it. {@code -Pchaos} does it
 * twenty times on each database.
 */
class KilledSpenderTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path directory;

  static Stream<Named<DatabaseServer>> databases() {
    return Databases.shared();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void whatADeadWorkerHadReservedIsSpent(DatabaseServer server) throws Exception {
    DatabaseAddress address = server.fresh();
    EngineOptions idle = SpendingJvm.OPTIONS.workers(SpendingJvm.OPTIONS.workers().slots(0));
    try (Threadkeep keep = open(address, idle)) {
      Assistant assistant = keep.assistants().create(NewAssistant.named("Anyone"));
      for (int kill = 0; kill < Chaos.times(1, 20); kill++) {
        PendingRun run;
        BudgetState underWay;
        try (ChildJvm worker = ChildJvm.start(SpendingJvm.class, address)) {
          assertThat(worker.read(1)).containsExactly("ready");
          run =
              keep.conversations()
                  .start()
                  .run(RunRequest.by(assistant.id()).saying(NewMessage.user("How much?")));
          assertThat(worker.read(1)).containsExactly("asked");
          underWay = budget(keep);
          assertThat(underWay.reserved()).isGreaterThan(300);
          worker.kill();
        }
        try (Threadkeep heir = open(address, SpendingJvm.OPTIONS)) {
          Run ended = run.await(PATIENCE);
          assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
          long least = underWay.spent() + underWay.reserved() + ended.usage().totalTokens();
          // On a slow machine the heir may lose its lease too, and what it had reserved.
          long more = (ended.progress().attempts() - 2) * underWay.reserved();
          assertThat(swept(heir).spent()).isBetween(least, least + more);
        }
      }
    }
  }

  private static BudgetState swept(Threadkeep keep) {
    BudgetState state = budget(keep);
    while (state.reserved() > 0) {
      Thread.onSpinWait();
      state = budget(keep);
    }
    return state;
  }

  private Threadkeep open(DatabaseAddress address, EngineOptions options) {
    return Threadkeep.on(
        Foundations.of(
            JdbcThreadStore.open(address.options()),
            new WatchedModel(new History(directory.resolve("history")))),
        options);
  }

  private static BudgetState budget(Threadkeep keep) {
    return keep.usage().budgets().get(0);
  }
}
