package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.Scope;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.store.LogPart;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.thread.ThreadState;
import io.threadkeep.transfer.ExportText;
import io.threadkeep.transfer.ExportText.Written;
import io.threadkeep.transfer.ImportReport;
import io.threadkeep.transfer.TransferCounts;
import io.threadkeep.transfer.TransferProblem;
import io.threadkeep.transfer.TransferProblem.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * TRANSFER-35 to TRANSFER-41: what a thread that comes in shares with those that are here.
 *
 * <ol start="35">
 *   <li>Forks of a thread that is not here share with each other; the thread comes in behind them.
 *   <li>A fork of a thread that went another way here keeps its own words; so does one of a fork
 *       that is gone, and reads what that one read.
 *   <li>A thread that was purged comes back while forks read it, unless they read more of it.
 *   <li>A fork without messages of its own is as archived and as long idle as it was.
 *   <li>A message that is another one here is named; nothing of its thread is left.
 *   <li>What others have is not shared, and not told of.
 *   <li>A thread that has not come in as a whole keeps what it misses: forks wait for it.
 * </ol>
 */
interface TransferSharedRules extends StoreRules {

  @ContractRule("TRANSFER-35")
  default void forksShareWithoutTheirSource(Trial trial) {
    Written source = begun(trial, 5);
    Written fork = fork(trial, source, 3, 2);
    Written sibling = fork(trial, source, 4, 1);
    Written ofFork = fork(trial, fork, 5, 0);
    ImportReport forks = take(trial, fork, sibling, ofFork);
    assertThat(forks.problems()).isEmpty();
    assertThat(forks.stored()).isEqualTo(new TransferCounts(3, 5 + 2, 0, 0, 0));
    ImportReport behind = take(trial, source);
    assertThat(behind.problems()).isEmpty();
    assertThat(behind.stored()).isEqualTo(new TransferCounts(1, 1, 0, 0, 0));
    for (Written each : List.of(source, fork, sibling, ofFork)) {
      assertIsHere(trial, each);
    }
    trial.store().threads().delete(Scopes.ACME, fork.thread().id());
    for (Written each : List.of(source, sibling, ofFork)) {
      assertIsHere(trial, each);
    }
  }

  @ContractRule("TRANSFER-36")
  default void aForkKeepsItsOwnWords(Trial trial) {
    Written source = begun(trial, 5);
    Written fork = fork(trial, source, 4, 1);
    Written last = fork(trial, fork, 5, 2);
    ChatThread here = source.thread();
    take(trial, written(here, source.messages().subList(0, 2)));
    trial.say(here, "another way", "and on", "and on");
    List<Message> itsLog = trial.log(here);
    // The middle one never comes.
    ImportReport report = take(trial, last);
    assertThat(report.problems()).isEmpty();
    assertThat(report.found().messages()).isEqualTo(2);
    assertIsHere(trial, last);
    assertThat(trial.log(here)).isEqualTo(itsLog);
    assertThat(take(trial, fork).problems()).isEmpty();
    assertIsHere(trial, fork);

    Written other = begun(trial, 3);
    Written middle = fork(trial, other, 3, 2);
    Written end = fork(trial, middle, 4, 1);
    assertThat(take(trial, other, end).stored().messages()).isEqualTo(3 + 2);
    assertIsHere(trial, end);
  }

  @ContractRule("TRANSFER-37")
  default void aThreadThatWasPurgedComesBack(Trial trial) {
    Written source = begun(trial, 6);
    Written fork = fork(trial, source, 2, 1);
    Written other = fork(trial, source, 4, 1);
    take(trial, source, fork, other);
    trial.store().threads().delete(Scopes.ACME, source.thread().id());
    ImportReport tooShort = take(trial, written(source.thread(), source.messages().subList(0, 3)));
    assertThat(tooShort.stored()).isEqualTo(TransferCounts.NONE);
    assertThat(tooShort.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).contains("not free", "forks have more"));
    assertIsHere(trial, fork);

    ImportReport report = take(trial, source);
    assertThat(report.problems()).isEmpty();
    assertThat(report.stored()).isEqualTo(new TransferCounts(1, 2, 0, 0, 0));
    for (Written each : List.of(source, fork, other)) {
      assertIsHere(trial, each);
    }
    trial.store().threads().delete(Scopes.ACME, other.thread().id());
    trial.store().threads().delete(Scopes.ACME, fork.thread().id());
    assertIsHere(trial, source);
  }

  @ContractRule("TRANSFER-38")
  default void aForkWithoutMessagesOfItsOwnIsAsItWas(Trial trial) {
    Written source = begun(trial, 3);
    for (int position : List.of(0, 2, 3)) {
      Written plain = fork(trial, source, position, 0);
      ChatThread made = plain.thread();
      ChatThread archived =
          new ChatThread(
              made.id(),
              made.owner(),
              Metadata.of("a", "b"),
              position,
              made.createdAt(),
              ThreadState.ARCHIVED,
              made.createdAt().plus(Duration.ofHours(2)),
              made.forkedFrom());
      Written fork = written(archived, plain.messages());
      assertThat(take(trial, source, fork).problems()).isEmpty();
      assertThat(trial.reread(archived)).isEqualTo(archived);
      assertIsHere(trial, fork);
    }
  }

  @ContractRule("TRANSFER-39")
  default void aMessageThatIsAnotherOneIsNamed(Trial trial) {
    Written source = begun(trial, 4);
    take(trial, source);
    Written fork = fork(trial, source, 3, 1);
    Message second = fork.messages().get(1);
    MessageDraft draft = second.draft();
    MessageDraft changed =
        new MessageDraft(
            draft.id(),
            NewMessage.user("something else"),
            draft.origin(),
            draft.tokens(),
            draft.createdAt());
    List<Message> differing = new ArrayList<>(fork.messages());
    differing.set(1, new Message(fork.thread().id(), 2, changed));
    // At another position than it has here.
    List<Message> moved = List.of(new Message(fork.thread().id(), 1, draft));
    // Behind another message than here.
    List<Message> behind = new ArrayList<>(fork.messages());
    behind.set(0, new Message(fork.thread().id(), 1, trial.samples().draft("a new beginning")));
    for (List<Message> messages : List.of(differing, moved)) {
      TransferProblem problem = refused(trial, written(fork.thread(), messages));
      assertThat(problem.what())
          .contains("not free", second.id().value())
          .doesNotContain("something");
    }
    assertThat(refused(trial, written(fork.thread(), behind)).what()).contains("not free");
    assertIsHere(trial, source);
    assertThat(take(trial, fork).problems()).isEmpty();
    assertIsHere(trial, fork);
  }

  @ContractRule("TRANSFER-40")
  default void whatOthersHaveIsNotShared(Trial trial) {
    Written source = begun(trial, 3);
    take(trial, source);
    Written fork = fork(trial, source, 2, 1);
    for (Scope owner : List.of(Scopes.BOB, Scopes.ACME, Scopes.GLOBEX_ANN)) {
      ChatThread made = fork.thread();
      ChatThread theirs =
          new ChatThread(
              made.id(),
              owner,
              made.metadata(),
              3,
              made.createdAt(),
              made.state(),
              made.activeAt(),
              made.forkedFrom());
      String file = ExportText.of(owner, Map.of(), List.of(written(theirs, fork.messages())));
      for (Scope scope : List.of(owner, Scope.tenant(owner.tenant()))) {
        ImportReport report = Transferring.take(trial, scope, file);
        assertThat(report.stored()).isEqualTo(TransferCounts.NONE);
        assertThat(report.problems())
            .singleElement()
            .satisfies(
                problem ->
                    assertThat(problem.what())
                        .contains("not free")
                        .doesNotContain(source.thread().id().value(), "ann"));
        assertThat(trial.store().threads().find(scope, theirs.id())).isEmpty();
      }
    }
    trial.store().threads().delete(Scopes.ACME, source.thread().id(), Duration.ofDays(1));
    assertThat(refused(trial, fork).what()).contains("not free");
    trial.store().threads().restore(Scopes.ACME, source.thread().id());
    assertThat(take(trial, fork).problems()).isEmpty();
  }

  @ContractRule("TRANSFER-41")
  default void forksWaitForWhatHasNotComeInAsAWhole(Trial trial) {
    Written source = begun(trial, 6);
    Written fork = fork(trial, source, 4, 1);
    take(trial, written(source.thread(), source.messages().subList(0, 2)));
    assertThat(refused(trial, fork).what())
        .contains(source.thread().id().value(), "2 of at least 4");
    assertThat(take(trial, source, fork).problems()).isEmpty();

    Written next = fork(trial, source, 5, 1);
    Written cut = written(next.thread(), next.messages().subList(0, 3));
    String half =
        ExportText.of(Scopes.ACME, Map.of(), List.of(cut))
            .replace("\"whole\":true", "\"whole\":false");
    assertThat(Transferring.take(trial, Scopes.ACME, half).stored()).isEqualTo(TransferCounts.NONE);
    assertThat(take(trial, next).stored().messages()).isEqualTo(1);
    assertIsHere(trial, next);

    Written gone = begun(trial, 6);
    Written begun = fork(trial, gone, 5, 1);
    Written sibling = fork(trial, gone, 6, 1);
    ChatThread part = begun.thread();
    trial.store().threads().create(with(part, 0, part.forkedFrom()), null);
    trial
        .store()
        .messages()
        .restore(Scopes.ANN, new LogPart(begun.messages().subList(0, 3), part.activeAt()));
    for (Written each : List.of(sibling, gone)) {
      assertThat(refused(trial, each).what()).contains(part.id().value(), "3 of at least 5");
    }
    assertThat(take(trial, begun, sibling, gone).problems()).isEmpty();
    for (Written each : List.of(source, fork, begun, sibling, gone)) {
      assertIsHere(trial, each);
    }
  }

  private static TransferProblem refused(Trial trial, Written thread) {
    Snapshot before = Snapshot.of(trial.store(), Scopes.ACME);
    ImportReport report = take(trial, thread);
    assertThat(report.stored()).isEqualTo(TransferCounts.NONE);
    assertThat(report.problems()).hasSize(1);
    assertThat(report.problems().get(0).kind()).isEqualTo(Kind.CONFLICT);
    assertThat(Snapshot.of(trial.store(), Scopes.ACME)).isEqualTo(before);
    return report.problems().get(0);
  }

  private static ImportReport take(Trial trial, Written... threads) {
    return Transferring.take(
        trial, Scopes.ACME, ExportText.of(Scopes.ACME, Map.of(), Arrays.asList(threads)));
  }

  private static void assertIsHere(Trial trial, Written thread) {
    Forks.assertReads(trial, thread.thread(), thread.messages());
    ChatThread now = trial.reread(thread.thread());
    assertThat(now.forkedFrom()).isEqualTo(thread.thread().forkedFrom());
    assertThat(now.activeAt()).isEqualTo(thread.thread().activeAt());
  }

  private static Written begun(Trial trial, int messages) {
    trial.pass(Duration.ofSeconds(1));
    ChatThread thread = trial.samples().thread(Scopes.ANN);
    return written(thread, Restorable.messages(trial, thread, 1, messages));
  }

  private static Written fork(Trial trial, Written source, int position, int own) {
    trial.pass(Duration.ofSeconds(1));
    ChatThread fork =
        with(trial.samples().thread(Scopes.ANN), 0, new ForkPoint(source.thread().id(), position));
    List<Message> messages =
        new ArrayList<>(Forks.in(fork, source.messages().subList(0, position)));
    messages.addAll(Restorable.messages(trial, fork, position + 1L, position + own));
    return written(fork, messages);
  }

  private static Written written(ChatThread thread, List<Message> messages) {
    return new Written(with(thread, messages.size(), thread.forkedFrom()), messages, List.of());
  }

  private static ChatThread with(ChatThread thread, long count, @Nullable ForkPoint forkedFrom) {
    return new ChatThread(
        thread.id(),
        thread.owner(),
        thread.metadata(),
        count,
        thread.createdAt(),
        thread.state(),
        thread.activeAt(),
        forkedFrom);
  }
}
