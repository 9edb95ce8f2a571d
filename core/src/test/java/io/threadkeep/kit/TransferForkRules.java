package io.threadkeep.kit;

import static io.threadkeep.kit.Transferring.give;
import static io.threadkeep.kit.Transferring.take;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.message.Message;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.transfer.ImportReport;
import io.threadkeep.transfer.TransferCounts;
import java.time.Duration;
import java.util.List;

/**
 * TRANSFER-22 and 23: forks that go out and come in.
 *
 * <ol start="22">
 *   <li>A fork goes out with all that it reads; where its source is, it comes in as its fork, and
 *       shares its messages again.
 *   <li>Where its source is not, it comes in with messages of its own, and still knows of it.
 * </ol>
 */
interface TransferForkRules extends StoreRules {

  @ContractRule("TRANSFER-22")
  default void aForkComesInAsAForkOfItsSource(Trial trial) {
    ChatThread source = Forks.source(trial, "message ", 4);
    trial.pass(Duration.ofSeconds(1));
    ChatThread fork = Forks.make(trial, source, 3);
    trial.say(fork, "in the fork");
    trial.pass(Duration.ofSeconds(1));
    ChatThread ofFork = Forks.make(trial, fork, 4);
    List<ChatThread> threads = List.of(source, fork, ofFork);
    List<List<Message>> logs = threads.stream().map(trial::log).toList();
    Transferring.Exported given = give(trial, Scopes.ACME);
    assertThat(given.report().written().messages()).isEqualTo(12);
    ImportReport nothingNew = take(trial, Scopes.ACME, given.file());
    assertThat(nothingNew.stored()).isEqualTo(TransferCounts.NONE);
    erase(trial, source);
    assertThat(give(trial, Scopes.ACME).report().written()).isEqualTo(TransferCounts.NONE);

    ImportReport report = take(trial, Scopes.ACME, given.file());
    assertThat(report.isClean()).isTrue();
    assertThat(report.stored().threads()).isEqualTo(3);
    assertThat(report.stored().messages()).isEqualTo(5);
    assertThat(report.found().messages()).isEqualTo(7);
    assertThat(give(trial, Scopes.ACME).body()).isEqualTo(given.body());
    for (int n = 0; n < 3; n++) {
      Forks.assertReads(trial, threads.get(n), logs.get(n));
    }
    assertThat(trial.reread(ofFork).forkedFrom()).isEqualTo(new ForkPoint(fork.id(), 4));
    assertThat(take(trial, Scopes.ACME, given.file()).stored()).isEqualTo(TransferCounts.NONE);
  }

  @ContractRule("TRANSFER-23")
  default void withoutItsSourceItComesInByItself(Trial trial) {
    ChatThread source = Forks.source(trial, "message ", 4);
    trial.pass(Duration.ofSeconds(1));
    ChatThread fork = Forks.make(trial, source, 3);
    trial.say(fork, "in the fork");
    List<Message> log = trial.log(fork);
    trial.store().threads().delete(Scopes.ANN, source.id());
    Transferring.Exported given = give(trial, Scopes.ACME);
    assertThat(given.report().written().messages()).isEqualTo(4);
    trial.store().threads().delete(Scopes.ANN, fork.id());

    ImportReport report = take(trial, Scopes.ACME, given.file());
    assertThat(report.isClean()).isTrue();
    assertThat(report.stored().messages()).isEqualTo(4);
    Forks.assertReads(trial, fork, log);
    assertThat(trial.reread(fork).forkedFrom()).isEqualTo(new ForkPoint(source.id(), 3));
    assertThat(give(trial, Scopes.ACME).body()).isEqualTo(given.body());
    ChatThread next = Forks.make(trial, fork, 2);
    Forks.assertReads(trial, next, Forks.in(next, log.subList(0, 2)));
  }

  private static void erase(Trial trial, ChatThread thread) {
    while (trial.store().erasures().erase(thread.owner(), thread.id(), 100).receipt().endedAt()
        == null) {
      // Batch by batch.
    }
  }
}
