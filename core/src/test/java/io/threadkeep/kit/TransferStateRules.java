package io.threadkeep.kit;

import static io.threadkeep.kit.Transferring.give;
import static io.threadkeep.kit.Transferring.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.AssistantId;
import io.threadkeep.message.Message;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.EndedRun;
import io.threadkeep.store.MessageLog;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.thread.ThreadState;
import io.threadkeep.transfer.ExportText;
import io.threadkeep.transfer.ExportText.Written;
import io.threadkeep.transfer.ImportReport;
import io.threadkeep.transfer.TransferCounts;
import io.threadkeep.transfer.TransferProblem;
import io.threadkeep.transfer.TransferProblem.Kind;
import io.threadkeep.transfer.TransferWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * TRANSFER-22 to TRANSFER-26, and TRANSFER-42: in which state things go and come.
 *
 * <ol start="22">
 *   <li>Archived threads go out with the others and come in archived; deleted ones do not. What is
 *       changed here stays, and that is told.
 *   <li>Threads that are deleted, archived or brought back while others go out hold nobody up, and
 *       go out at most once.
 *   <li>An export can go on behind a thread.
 *   <li>What messages take in a prompt is counted here, whatever the file says.
 *   <li>An assistant that a refused thread names comes in with another thread that names it.
 *   <li value="42">Messages whose metadata has changed since are the same; it stays as it is here,
 *       which is told once for a thread, and the thread goes on.
 * </ol>
 */
interface TransferStateRules extends StoreRules {

  @ContractRule("TRANSFER-22")
  default void archivedThreadsGoAlong(Trial trial) {
    ThreadRecords threads = trial.store().threads();
    List<ChatThread> all = start(trial, 3);
    trial.pass(Duration.ofHours(5));
    threads.archive(Scopes.ACME, all.get(1).id());
    threads.delete(Scopes.ACME, all.get(2).id(), Duration.ofDays(1));
    String file = give(trial, Scopes.ACME).file();
    assertThat(ids(file)).containsExactly(all.get(0).id().value(), all.get(1).id().value());
    assertThat(ids(give(trial, Scopes.ACME, ThreadQuery.ALL.archived(), TransferWatch.NONE).file()))
        .containsExactly(all.get(1).id().value());
    assertThatThrownBy(
            () -> give(trial, Scopes.ACME, ThreadQuery.ALL.deleted(), TransferWatch.NONE))
        .isInstanceOf(InvalidInputException.class);

    List<ChatThread> before = all.subList(0, 2).stream().map(trial::reread).toList();
    before.forEach(thread -> threads.delete(Scopes.ACME, thread.id()));
    trial.pass(Duration.ofDays(30));
    assertThat(take(trial, Scopes.ACME, file).isClean()).isTrue();
    assertThat(before.stream().map(trial::reread)).isEqualTo(before);
    threads.unarchive(Scopes.ACME, all.get(1).id());
    assertThat(take(trial, Scopes.ACME, file).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Kind.KEPT));
    assertThat(trial.reread(all.get(1)).state()).isEqualTo(ThreadState.ACTIVE);
    // Of an earlier version, which knew nothing of it.
    threads.delete(Scopes.ACME, all.get(1).id());
    List<String> lines = new ArrayList<>(file.lines().toList());
    lines.replaceAll(line -> line.replaceFirst(",\"state\":.*\"active_at\":\"[^\"]+\"", ""));
    assertThat(lines).noneMatch(line -> line.contains("active_at"));
    assertThat(take(trial, Scopes.ACME, ExportText.resealed(lines)).isClean()).isTrue();
    assertThat(trial.reread(all.get(1)).state()).isEqualTo(ThreadState.ACTIVE);
  }

  @ContractRule("TRANSFER-42")
  default void metadataOfMessagesStaysAsItIsHere(Trial trial) {
    ChatThread thread = Forks.source(trial, "message ", 4);
    ChatThread fork = Forks.make(trial, thread, 3);
    trial.say(fork, "in the fork");
    MessageLog log = trial.store().messages();
    String file = give(trial, Scopes.ACME).file();
    List<Message> before = trial.log(thread);
    for (Message message : before.subList(1, 3)) {
      log.replaceMetadata(Scopes.ANN, thread.id(), message.id(), Metadata.of("seen", "yes"));
    }
    List<Message> changed = trial.log(thread);
    assertThat(changed).isNotEqualTo(before);
    String later = give(trial, Scopes.ACME).file();
    ImportReport report = take(trial, Scopes.ACME, file);
    assertThat(report.stored()).isEqualTo(TransferCounts.NONE);
    assertThat(report.problems())
        .extracting(TransferProblem::kind, TransferProblem::id)
        .containsExactlyInAnyOrder(
            tuple(Kind.KEPT, thread.id().value()), tuple(Kind.KEPT, fork.id().value()));
    assertThat(trial.log(thread)).isEqualTo(changed);

    // The fork alone is left: its source comes back with what it says now, and goes on.
    trial.store().threads().delete(Scopes.ANN, thread.id());
    assertThat(take(trial, Scopes.ACME, file).problems())
        .extracting(TransferProblem::kind)
        .containsOnly(Kind.KEPT);
    assertThat(trial.log(thread)).isEqualTo(changed);
    assertThat(give(trial, Scopes.ACME).body()).isEqualTo(ExportText.body(later));
  }

  @ContractRule("TRANSFER-43")
  default void whatWasWithdrawnStaysSo(Trial trial) {
    ChatThread thread = Forks.source(trial, "message ", 4);
    ChatThread fork = Forks.make(trial, thread, 3);
    MessageLog log = trial.store().messages();
    String file = give(trial, Scopes.ACME).file();
    Message taken = trial.log(thread).get(1);
    log.withdraw(Scopes.ANN, thread.id(), taken.draft().withdrawn(0));
    List<Message> left = trial.log(thread);
    String later = give(trial, Scopes.ACME).file();
    assertThat(later).doesNotContain(taken.text());
    ImportReport report = take(trial, Scopes.ACME, file);
    assertThat(report.stored()).isEqualTo(TransferCounts.NONE);
    assertThat(report.problems())
        .extracting(TransferProblem::kind, TransferProblem::id)
        .containsExactlyInAnyOrder(
            tuple(Kind.KEPT, thread.id().value()), tuple(Kind.KEPT, fork.id().value()));
    assertThat(trial.log(thread)).isEqualTo(left);

    for (ChatThread gone : List.of(thread, fork)) {
      trial.store().threads().delete(Scopes.ANN, gone.id());
    }
    assertThat(take(trial, Scopes.ACME, later).isClean()).isTrue();
    assertThat(trial.log(thread)).isEqualTo(left);
    assertThat(give(trial, Scopes.ACME).body()).isEqualTo(ExportText.body(later));
  }

  @ContractRule("TRANSFER-23")
  default void threadsThatMoveHoldNobodyUp(Trial trial) {
    ThreadRecords threads = trial.store().threads();
    List<ChatThread> all = start(trial, 230);
    for (int n = 0; n < all.size(); n += 3) {
      threads.archive(Scopes.ACME, all.get(n).id());
    }
    List<String> expected = new ArrayList<>(all.stream().map(each -> each.id().value()).toList());
    Transferring.Exported given =
        give(
            trial,
            Scopes.ACME,
            ThreadQuery.ALL,
            progress -> {
              int at = (int) progress.threads() - 1;
              // The end of each page, and what came right before it.
              if (at % 10 > 4) {
                threads.delete(Scopes.ACME, all.get(at).id());
              } else if (at + 20 < all.size()) {
                ChatThread later = trial.reread(all.get(at + 20));
                if (later.state() == ThreadState.ACTIVE) {
                  threads.archive(Scopes.ACME, later.id());
                } else {
                  threads.unarchive(Scopes.ACME, later.id());
                }
              }
              return true;
            });
    assertThat(given.report().whole()).isTrue();
    assertThat(ids(given.file())).isEqualTo(expected);
  }

  @ContractRule("TRANSFER-24")
  default void anExportGoesOnBehindAThread(Trial trial) {
    List<ChatThread> all = start(trial, 5);
    Transferring.Exported begun =
        give(trial, Scopes.ACME, ThreadQuery.ALL, progress -> progress.threads() < 3);
    assertThat(begun.report().whole()).isFalse();
    assertThat(begun.report().last()).isEqualTo(all.get(1).id());
    Transferring.Exported rest = Transferring.giveAfter(trial, Scopes.ACME, all.get(1).id());
    assertThat(ids(rest.file()))
        .isEqualTo(all.subList(2, 5).stream().map(each -> each.id().value()).toList());
    assertThat(rest.report().last()).isEqualTo(all.get(4).id());
    assertThat(take(trial, Scopes.ACME, rest.file()).isClean()).isTrue();
    assertThatThrownBy(() -> Transferring.giveAfter(trial, Scopes.GLOBEX, all.get(1).id()))
        .isInstanceOf(NotFoundException.class);
  }

  @ContractRule("TRANSFER-25")
  default void whatMessagesTakeIsCountedHere(Trial trial) {
    ChatThread thread = trial.samples().thread(Scopes.ANN);
    Written written =
        new Written(thread, Restorable.messages(trial, thread, 1, 4), List.<EndedRun>of());
    List<String> lines =
        new ArrayList<>(ExportText.of(Scopes.ACME, Map.of(), List.of(written)).lines().toList());
    int hit = 2;
    for (String tokens : List.of("2147483647", "0", "1")) {
      lines.set(hit, lines.get(hit).replaceFirst("\"tokens\":\\d+", "\"tokens\":" + tokens));
      hit++;
    }
    String file = ExportText.resealed(lines);
    assertThat(take(trial, Scopes.ACME, file).isClean()).isTrue();
    assertThat(trial.log(thread)).isEqualTo(written.messages());
    assertThat(take(trial, Scopes.ACME, file).isClean()).isTrue();
  }

  @ContractRule("TRANSFER-26")
  default void anAssistantComesInWithWhoeverNamesIt(Trial trial) {
    List<Written> threads = new ArrayList<>();
    Assistant sample = trial.samples().assistant();
    Map<AssistantId, Assistant> assistants = new HashMap<>();
    EndedRun first = null;
    for (ChatThread thread :
        List.of(trial.samples().thread(Scopes.BOB), trial.samples().thread(Scopes.ANN))) {
      EndedRun run = new EndedRun(Restorable.run(trial, thread, RunStatus.COMPLETED), List.of());
      first = first == null ? run : RandomThreads.by(first.run().spec().assistantId(), run);
      Assistant assistant =
          new Assistant(
              first.run().spec().assistantId(), 5, sample.createdAt(), sample.definition());
      assistants.put(assistant.id(), assistant);
      threads.add(new Written(thread, List.<Message>of(), List.of(first)));
    }
    String file = ExportText.of(Scopes.ACME, assistants, threads);
    ImportReport report = take(trial, Scopes.ANN, file);
    assertThat(report.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Kind.NOT_YOURS));
    assertThat(report.stored().assistants()).isEqualTo(1);
    assertThat(assistants).hasSize(1);
    Assistant there = assistants.values().iterator().next();
    assertThat(trial.store().assistants().find(Scopes.ANN, there.id())).contains(there);
    assertThat(
            trial
                .store()
                .runs()
                .list(Scopes.ANN, threads.get(1).thread().id(), PageRequest.oldestFirst())
                .items())
        .hasSize(1);
  }

  private static List<ChatThread> start(Trial trial, int count) {
    List<ChatThread> threads = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      threads.add(trial.startThread(n % 2 == 0 ? Scopes.ANN : Scopes.BOB));
      if (n < 5) {
        trial.say(threads.get(n), "hello");
      }
      trial.pass(Duration.ofMillis(2));
    }
    return threads;
  }

  /** Of the threads in a file, in order. */
  private static List<String> ids(String file) {
    return file.lines()
        .filter(line -> line.startsWith("{\"type\":\"thread\""))
        .map(line -> line.replaceAll(".*\"id\":\"(thread_[0-9A-Za-z]+)\".*", "$1"))
        .toList();
  }
}
