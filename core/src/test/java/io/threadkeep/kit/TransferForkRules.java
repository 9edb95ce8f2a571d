package io.threadkeep.kit;

import static io.threadkeep.kit.Transferring.give;
import static io.threadkeep.kit.Transferring.take;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.Scope;
import io.threadkeep.message.Message;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.transfer.ExportText;
import io.threadkeep.transfer.ExportText.Written;
import io.threadkeep.transfer.ImportReport;
import io.threadkeep.transfer.TransferCounts;
import io.threadkeep.transfer.TransferWatch;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * TRANSFER-30 to TRANSFER-34: forks that go out and come in.
 *
 * <ol start="30">
 *   <li>A fork goes out with all that it reads; where its source is, it comes in as its fork, and
 *       shares its messages again.
 *   <li>Where its source is not, it comes in with messages of its own, and still knows of it.
 *   <li>In whatever order threads and their forks come in, of one file or of several, all of them
 *       are as they were, and no message is stored twice.
 *   <li>What is cut off on the way, and begun again, comes to the same end.
 *   <li>What was removed comes back, whichever threads read it meanwhile.
 * </ol>
 */
interface TransferForkRules extends StoreRules {

  @ContractRule("TRANSFER-30")
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

  @ContractRule("TRANSFER-31")
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

  @ContractRule("TRANSFER-32")
  default void theOrderOfThreadsDoesNotMatter(Trial trial) {
    Random random = new Random(32);
    for (int n = 0; n < Chaos.times(6, 200); n++) {
      Scope tenant = Scope.tenant("tenant-" + n);
      RandomThreads threads = new RandomThreads(trial, 3_200 + n);
      List<Written> all = threads.threads(8, 6);
      List<Written> shuffled = new ArrayList<>(all);
      Collections.shuffle(shuffled, random);
      int files = 1 + random.nextInt(all.size());
      TransferCounts stored = TransferCounts.NONE;
      for (int file = 0; file < files; file++) {
        List<Written> part =
            shuffled.subList(file * all.size() / files, (file + 1) * all.size() / files);
        ImportReport report =
            take(trial, tenant, ExportText.of(tenant, threads.assistants(), part));
        assertThat(report.problems()).isEmpty();
        stored = stored.plus(report.stored());
      }
      String whole = ExportText.of(tenant, threads.assistants(), all);
      assertThat(give(trial, tenant).body()).isEqualTo(ExportText.body(whole));
      assertThat(stored.messages()).isEqualTo(distinct(all));
      assertThat(take(trial, tenant, whole).stored()).isEqualTo(TransferCounts.NONE);
    }
  }

  @ContractRule("TRANSFER-33")
  default void whatWasCutOffIsGoneOnWithInAnyOrder(Trial trial) {
    Random random = new Random(33);
    for (int n = 0; n < Chaos.times(3, 60); n++) {
      Scope tenant = Scope.tenant("tenant-" + n);
      RandomThreads threads = new RandomThreads(trial, 3_300 + n);
      List<Written> all = threads.threads(4, 260);
      List<Written> shuffled = new ArrayList<>(all);
      Collections.shuffle(shuffled, random);
      String file = ExportText.of(tenant, threads.assistants(), shuffled);
      byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
      for (int cut = 0; cut < 3; cut++) {
        int end = file.indexOf('\n') + random.nextInt(bytes.length - file.indexOf('\n'));
        InputStream some = new ByteArrayInputStream(bytes, 0, end);
        assertThat(take(trial, tenant, some, TransferWatch.NONE).whole()).isFalse();
      }
      assertThat(take(trial, tenant, file).isClean()).isTrue();
      assertThat(give(trial, tenant).body())
          .isEqualTo(ExportText.body(ExportText.of(tenant, threads.assistants(), all)));
    }
  }

  @ContractRule("TRANSFER-34")
  default void whatWasRemovedComesBack(Trial trial) {
    Random random = new Random(41);
    for (int n = 0; n < Chaos.times(6, 200); n++) {
      Scope tenant = Scope.tenant("tenant-" + n);
      RandomThreads threads = new RandomThreads(trial, 4_100 + n);
      List<Written> all = threads.threads(8, 6);
      String file = ExportText.of(tenant, threads.assistants(), all);
      take(trial, tenant, file);
      String body = give(trial, tenant).body();
      for (Written each : all) {
        if (random.nextBoolean()) {
          trial.store().threads().delete(tenant, each.thread().id());
        }
      }
      assertThat(take(trial, tenant, file).problems()).isEmpty();
      assertThat(give(trial, tenant).body()).isEqualTo(body).isEqualTo(ExportText.body(file));
    }
  }

  private static long distinct(List<Written> threads) {
    return threads.stream()
        .flatMap(written -> written.messages().stream())
        .map(Message::id)
        .distinct()
        .count();
  }

  private static void erase(Trial trial, ChatThread thread) {
    while (trial.store().erasures().erase(thread.owner(), thread.id(), 100).receipt().endedAt()
        == null) {
      // Batch by batch.
    }
  }
}
