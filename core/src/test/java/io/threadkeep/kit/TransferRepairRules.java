package io.threadkeep.kit;

import static io.threadkeep.kit.Transferring.give;
import static io.threadkeep.kit.Transferring.take;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.Scope;
import io.threadkeep.message.Message;
import io.threadkeep.store.LogPart;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.transfer.ExportText;
import io.threadkeep.transfer.ExportText.Written;
import io.threadkeep.transfer.ImportReport;
import io.threadkeep.transfer.TransferCounts;
import io.threadkeep.transfer.TransferProblem;
import io.threadkeep.transfer.TransferProblem.Kind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * TRANSFER-7 to TRANSFER-11: what was begun is gone on with, and what differs is left alone.
 *
 * <ol start="7">
 *   <li>A file that is cut off anywhere leaves a beginning; the whole file then comes to the same
 *       end as if there had been no other.
 *   <li>Who watches can stop either side; what is stopped can be taken up.
 *   <li>A thread that went on in its source goes on here.
 *   <li>A thread that went on differently is reported and left as it is, also when that happens
 *       while it comes in; others are not held up.
 *   <li>Ids that another tenant has are refused in words that do not tell of it.
 * </ol>
 */
interface TransferRepairRules extends StoreRules {

  @ContractRule("TRANSFER-7")
  default void whatWasCutOffIsGoneOnWith(Trial trial) {
    Random random = new Random(7);
    for (int n = 0; n < Chaos.times(4, 60); n++) {
      Scope tenant = Scope.tenant("tenant-" + n);
      RandomThreads threads = new RandomThreads(trial, 700 + n);
      String file = ExportText.of(tenant, threads.assistants(), threads.threads(3, 260));
      byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
      int header = file.indexOf('\n') + 1;
      for (int cut = 0; cut < 3; cut++) {
        int end = header + random.nextInt(bytes.length - header);
        ImportReport report =
            take(
                trial,
                tenant,
                new ByteArrayInputStream(Arrays.copyOf(bytes, end)),
                progress -> true);
        assertThat(report.whole()).isFalse();
        assertThat(report.problems()).extracting(TransferProblem::kind).contains(Kind.DAMAGED);
      }
      assertThat(take(trial, tenant, file).isClean()).isTrue();
      assertThat(give(trial, tenant).body()).isEqualTo(ExportText.body(file));
    }
  }

  @ContractRule("TRANSFER-8")
  default void whoWatchesCanStop(Trial trial) {
    ChatThread thread = trial.startThread();
    restore(trial, thread, 700);
    restore(trial, trial.startThread(), 1);
    Transferring.Exported whole = give(trial, Scopes.ACME);
    AtomicInteger asked = new AtomicInteger();
    Transferring.Exported stopped =
        give(trial, Scopes.ACME, ThreadQuery.ALL, progress -> asked.incrementAndGet() < 3);
    assertThat(stopped.report().whole()).isFalse();
    assertThat(whole.file()).startsWith(stopped.file());
    assertThat(stopped.file()).doesNotContain("\"type\":\"end\"");

    List<Long> messages = new ArrayList<>();
    trial.store().threads().delete(Scopes.ACME, thread.id());
    ImportReport report =
        take(
            trial,
            Scopes.ACME,
            new ByteArrayInputStream(whole.file().getBytes(StandardCharsets.UTF_8)),
            progress -> {
              messages.add(progress.messages());
              return progress.messages() < 400;
            });
    assertThat(report.whole()).isFalse();
    assertThat(report.problems()).isEmpty();
    assertThat(report.stored().messages()).isBetween(1L, 600L);
    assertThat(messages).isSorted().contains(200L, 400L);
    assertThat(take(trial, Scopes.ACME, whole.file()).isClean()).isTrue();
    assertThat(give(trial, Scopes.ACME).body()).isEqualTo(whole.body());
  }

  @ContractRule("TRANSFER-9")
  default void aThreadGoesOnAsInItsSource(Trial trial) {
    ChatThread thread = trial.startThread();
    List<Message> all = Restorable.messages(trial, thread, 1, 430);
    Scope target = Scopes.GLOBEX_ANN;
    for (int end : List.of(0, 1, 210, 430, 210)) {
      String file =
          ExportText.of(
              Scopes.ACME, Map.of(), List.of(new Written(thread, all.subList(0, end), List.of())));
      // The source is in the same store, without a message: its id is not free elsewhere.
      trial
          .store()
          .threads()
          .find(Scopes.ANN, thread.id())
          .ifPresent(there -> delete(trial, there));
      assertThat(take(trial, target, file).isClean()).as("%s", end).isTrue();
    }
    assertThat(trial.store().messages().before(target, thread.id(), 1_000, 1_000)).hasSize(430);
  }

  @ContractRule("TRANSFER-10")
  default void whatWentOnDifferentlyIsLeftAsItIs(Trial trial) {
    RandomThreads random = new RandomThreads(trial, 10);
    ChatThread thread = trial.samples().thread(Scopes.ANN);
    List<Message> all = Restorable.messages(trial, thread, 1, 450);
    Written other = random.thread(Scopes.BOB, 9);
    String begun =
        ExportText.of(
            Scopes.ACME, Map.of(), List.of(new Written(thread, all.subList(0, 5), List.of())));
    String whole =
        ExportText.of(Scopes.ACME, Map.of(), List.of(new Written(thread, all, List.of()), other));
    take(trial, Scopes.ACME, begun);
    trial.say(thread, "something else");
    ImportReport report = take(trial, Scopes.ACME, whole);
    assertThat(report.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(Kind.CONFLICT);
              assertThat(problem.id()).isEqualTo(thread.id().value());
              assertThat(problem.line()).isEqualTo(2 + 6);
              assertThat(problem.what()).contains("position 6").doesNotContain("something");
            });
    assertThat(trial.log(thread)).hasSize(6);
    assertThat(trial.store().threads().find(Scopes.BOB, other.thread().id())).isPresent();
    assertThat(report.whole()).isTrue();

    delete(trial, thread);
    ImportReport raced =
        take(
            trial,
            Scopes.ACME,
            new ByteArrayInputStream(whole.getBytes(StandardCharsets.UTF_8)),
            progress -> {
              if (progress.messages() == 400) {
                trial.say(thread, "in between");
              }
              return true;
            });
    assertThat(raced.problems()).extracting(TransferProblem::kind).containsExactly(Kind.CONFLICT);
    List<Message> log = trial.log(thread);
    assertThat(log).extracting(Message::position).isSorted().doesNotHaveDuplicates();
    assertThat(log.get(log.size() - 1).text()).isEqualTo("in between");
    assertThat(log.subList(0, log.size() - 1)).isEqualTo(all.subList(0, log.size() - 1));
  }

  @ContractRule("TRANSFER-11")
  default void anotherTenantsIdsAreRefusedWithoutTellingOfThem(Trial trial) {
    RandomThreads random = new RandomThreads(trial, 11);
    List<Written> theirs = new ArrayList<>();
    while (theirs.size() < 2) {
      Written next = random.thread(Scopes.ANN, 9);
      if (!next.messages().isEmpty() && !next.runs().isEmpty()) {
        theirs.add(next);
      }
    }
    String file = ExportText.of(Scopes.ACME, random.assistants(), theirs);
    take(trial, Scopes.ACME, file);
    Snapshot before = Snapshot.of(trial.store(), Scopes.ACME);
    // The same ids, and threads of their own with messages and runs of the same ids.
    ImportReport report = take(trial, Scopes.GLOBEX, file);
    assertThat(report.stored()).isEqualTo(TransferCounts.NONE);
    List<Written> renamed =
        theirs.stream()
            .map(
                written -> {
                  ChatThread own = trial.samples().thread(Scopes.ANN);
                  return new Written(
                      own,
                      written.messages().stream()
                          .map(m -> new Message(own.id(), m.position(), m.draft()))
                          .toList(),
                      List.of());
                })
            .toList();
    ImportReport second = take(trial, Scopes.GLOBEX, ExportText.of(Scopes.ACME, Map.of(), renamed));
    assertThat(second.stored()).isEqualTo(TransferCounts.NONE);
    assertThat(Snapshot.of(trial.store(), Scopes.GLOBEX).threads()).isEmpty();
    for (ImportReport each : List.of(report, second)) {
      assertThat(each.problems())
          .filteredOn(problem -> problem.kind() == Kind.CONFLICT)
          .hasSizeGreaterThanOrEqualTo(2)
          .allSatisfy(
              problem ->
                  assertThat(problem.what())
                      .contains("not free")
                      .doesNotContainIgnoringCase("acme")
                      .doesNotContainIgnoringCase("tenant"));
    }
    assertThat(Snapshot.of(trial.store(), Scopes.ACME)).isEqualTo(before);
  }

  private static void restore(Trial trial, ChatThread thread, int count) {
    List<Message> messages = Restorable.messages(trial, thread, 1, count);
    trial.store().messages().restore(thread.owner(), new LogPart(messages));
  }

  private static void delete(Trial trial, ChatThread thread) {
    trial.store().threads().delete(thread.owner(), thread.id());
  }
}
