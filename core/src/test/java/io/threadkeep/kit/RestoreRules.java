package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.EndedRun;
import io.threadkeep.store.LogPart;
import io.threadkeep.store.StorageException;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * RESTORE-1 to RESTORE-12: what was elsewhere before comes back as it was.
 *
 * <ol>
 *   <li>Messages stand at their positions with all that they had, and the log goes on behind them.
 *   <li>To restore messages again changes nothing.
 *   <li>Messages that do not fit are not restored: behind a gap, or in the place of others.
 *   <li>Messages whose ids are taken are refused as a whole.
 *   <li>A run that has ended is on record with its steps, whatever its end was, as its thread's
 *       owner's.
 *   <li>To record a run again changes nothing, but adds the steps that were missing.
 *   <li>A run whose id is another one's here is told of, and nothing is stored.
 *   <li>A run on record is nobody's work: it is not claimed, not in the way, and makes nobody wait.
 *   <li>A run on record goes with its thread.
 *   <li>An assistant keeps its revision and its creation.
 *   <li>A run whose id is another thread's is refused, and theirs stays.
 *   <li>A thread comes back in the state and as long idle as it was; messages that do not say how
 *       long wake it.
 * </ol>
 */
interface RestoreRules extends StoreRules {

  @ContractRule("RESTORE-1")
  default void messagesStandWhereTheyStood(Trial trial) {
    ChatThread thread = trial.startThread();
    List<Message> messages = Restorable.messages(trial, thread, 1, 250);
    assertThat(restore(trial, thread, messages.subList(0, 130))).isTrue();
    assertThat(restore(trial, thread, messages.subList(130, 250))).isTrue();
    assertThat(trial.log(thread)).isEqualTo(messages);
    assertThat(trial.reread(thread).messageCount()).isEqualTo(250);
    assertThat(trial.say(thread, "and on").get(0).position()).isEqualTo(251);
  }

  @ContractRule("RESTORE-2")
  default void againChangesNothing(Trial trial) {
    ChatThread thread = trial.startThread();
    List<Message> messages = Restorable.messages(trial, thread, 1, 5);
    assertThat(restore(trial, thread, messages)).isTrue();
    trial.say(thread, "later");
    List<Message> before = trial.log(thread);
    assertThat(restore(trial, thread, messages)).isTrue();
    assertThat(restore(trial, thread, messages.subList(1, 3))).isTrue();
    assertThat(trial.log(thread)).isEqualTo(before);
  }

  @ContractRule("RESTORE-3")
  default void whatDoesNotFitIsNotRestored(Trial trial) {
    ChatThread thread = trial.startThread();
    List<Message> messages = Restorable.messages(trial, thread, 1, 4);
    assertThat(restore(trial, thread, messages.subList(1, 4))).isFalse();
    assertThat(trial.log(thread)).isEmpty();

    restore(trial, thread, messages.subList(0, 2));
    List<Message> others = Restorable.messages(trial, thread, 2, 3);
    Message sameId = messages.get(1);
    MessageDraft changed =
        new MessageDraft(
            sameId.id(),
            trial.samples().draft("changed").body(),
            sameId.origin(),
            sameId.tokens(),
            sameId.createdAt());
    for (List<Message> unfitting :
        List.of(
            messages.subList(3, 4),
            others.subList(0, 1),
            others,
            messages.subList(1, 4),
            List.of(new Message(thread.id(), 2, changed)),
            List.of(new Message(thread.id(), 1, sameId.draft())))) {
      assertThat(restore(trial, thread, unfitting)).as("%s", unfitting).isFalse();
      assertThat(trial.log(thread)).isEqualTo(messages.subList(0, 2));
    }
  }

  @ContractRule("RESTORE-4")
  default void messagesWhoseIdsAreTakenAreRefused(Trial trial) {
    ChatThread thread = trial.startThread();
    ChatThread other = trial.startThread(Scopes.GLOBEX);
    Message taken = trial.say(other, "mine").get(0);
    List<Message> messages = new ArrayList<>(Restorable.messages(trial, thread, 1, 3));
    messages.set(1, new Message(thread.id(), 2, taken.draft()));
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> restore(trial, thread, messages));
    assertThat(trial.log(thread)).isEmpty();
    assertThat(trial.reread(thread).messageCount()).isZero();
    assertThat(trial.log(other)).containsExactly(taken);
  }

  @ContractRule("RESTORE-5")
  default void anEndedRunIsOnRecord(Trial trial) {
    ChatThread thread = trial.startThread();
    List<Run> recorded = new ArrayList<>();
    for (RunStatus status : RunStatus.values()) {
      if (status.isFinal()) {
        Run run = Restorable.run(trial, thread, status);
        List<RunStep> steps = Restorable.steps(trial, run, 3);
        assertThat(record(trial, thread, run.ownedBy(Scopes.GLOBEX), steps)).isEqualTo(run);
        assertThat(trial.reread(run)).isEqualTo(run);
        assertThat(steps(trial, run)).isEqualTo(steps);
        recorded.add(run);
      }
    }
    assertThat(
            Trial.walk(
                PageRequest.oldestFirst(),
                page -> trial.store().runs().list(Scopes.ANN, thread.id(), page)))
        .isEqualTo(recorded);
    assertThat(trial.store().runs().events(Scopes.ANN, recorded.get(0).id(), 0, 10).events())
        .isEmpty();
  }

  @ContractRule("RESTORE-6")
  default void recordedAgainARunGetsTheStepsThatWereMissing(Trial trial) {
    ChatThread thread = trial.startThread();
    Run run = Restorable.run(trial, thread, RunStatus.COMPLETED);
    List<RunStep> steps = Restorable.steps(trial, run, 4);
    record(trial, thread, run, List.of());
    record(trial, thread, run, steps.subList(0, 2));
    assertThat(steps(trial, run)).isEqualTo(steps.subList(0, 2));
    assertThat(record(trial, thread, run, steps)).isEqualTo(run);
    assertThat(record(trial, thread, run, steps)).isEqualTo(run);
    assertThat(steps(trial, run)).isEqualTo(steps);
  }

  @ContractRule("RESTORE-7")
  default void anotherRunOfTheSameIdStays(Trial trial) {
    ChatThread thread = trial.startThread();
    Run run = Restorable.run(trial, thread, RunStatus.COMPLETED);
    record(trial, thread, run, List.of());
    Run failed = Restorable.as(run, RunStatus.FAILED);
    assertThat(record(trial, thread, failed, Restorable.steps(trial, failed, 1))).isEqualTo(run);
    assertThat(trial.reread(run)).isEqualTo(run);
    assertThat(steps(trial, run)).isEmpty();

    LeasedRun atWork = trial.submitAndClaim();
    Run ended = Restorable.as(atWork.run(), RunStatus.COMPLETED);
    ChatThread busy = trial.threadOf(atWork.run());
    assertThat(record(trial, busy, ended, Restorable.steps(trial, ended, 1)))
        .isEqualTo(atWork.run());
    assertThat(trial.reread(ended)).isEqualTo(atWork.run());
    assertThat(steps(trial, ended)).isEmpty();
  }

  @ContractRule("RESTORE-8")
  default void aRunOnRecordIsNobodysWork(Trial trial) {
    ChatThread anns = trial.startThread(Scopes.ANN);
    for (RunStatus status : RunStatus.values()) {
      for (int n = 0; n < 10 && status.isFinal(); n++) {
        record(trial, anns, Restorable.run(trial, anns, status), List.of());
      }
    }
    assertThat(trial.store().queue().claim(Samples.WORKER, 10)).isEmpty();
    trial.pass(Samples.RUN_TIME.multipliedBy(100));
    assertThat(trial.store().queue().reap(1, 10)).isEmpty();
    ChatThread bobs = trial.startThread(Scopes.BOB);
    List<Run> submitted =
        Stream.of(anns, bobs)
            .map(
                thread ->
                    trial.submit(
                        thread, trial.samples().submission(thread.id(), trial.samples().drafts())))
            .map(each -> each.run())
            .toList();
    assertThat(trial.store().queue().claim(Samples.WORKER, 10))
        .extracting(leased -> leased.run().id())
        .containsExactly(submitted.get(0).id(), submitted.get(1).id());
  }

  @ContractRule("RESTORE-9")
  default void aRunOnRecordGoesWithItsThread(Trial trial) {
    ChatThread thread = trial.startThread();
    Run run = Restorable.run(trial, thread, RunStatus.COMPLETED);
    List<RunStep> steps = Restorable.steps(trial, run, 2);
    record(trial, thread, run, steps);
    trial.store().threads().delete(Scopes.ANN, thread.id());
    assertThat(trial.store().runs().find(Scopes.ANN, run.id())).isEmpty();
    ChatThread again = trial.store().threads().create(thread, null);
    assertThat(record(trial, again, run, steps)).isEqualTo(run);
  }

  @ContractRule("RESTORE-10")
  default void anAssistantKeepsItsRevision(Trial trial) {
    Assistant sample = trial.samples().assistant();
    Assistant old =
        new Assistant(sample.id(), 7, sample.createdAt().minusSeconds(86_400), sample.definition());
    assertThat(trial.store().assistants().create(Scopes.ANN, old)).isEqualTo(old);
    assertThat(trial.store().assistants().find(Scopes.BOB, old.id())).contains(old);
    assertThat(
            trial
                .store()
                .assistants()
                .replace(Scopes.ANN, old.id(), 7, old.definition().instructions("Be brief.")))
        .hasValueSatisfying(now -> assertThat(now.revision()).isEqualTo(8));
  }

  @ContractRule("RESTORE-11")
  default void aRunWhoseIdIsAnothersIsRefused(Trial trial) {
    for (ChatThread theirs :
        List.of(trial.startThread(Scopes.GLOBEX), trial.startThread(Scopes.ANN))) {
      Run taken = Restorable.run(trial, theirs, RunStatus.COMPLETED);
      trial.store().runs().record(theirs.owner(), new EndedRun(taken, List.of()));
      ChatThread mine = trial.startThread();
      Run same =
          new Run(
              taken.id(), mine.id(), mine.owner(), taken.spec(), taken.progress(), taken.times());
      assertThatThrownBy(() -> record(trial, mine, same, List.of()))
          .isInstanceOf(ThreadkeepException.class);
      assertThat(trial.store().runs().find(theirs.owner(), taken.id())).contains(taken);
    }
  }

  @ContractRule("RESTORE-12")
  default void aThreadComesBackAsLongIdleAsItWas(Trial trial) {
    ChatThread sample = trial.samples().thread(Scopes.ANN);
    Instant idle = sample.createdAt().plusSeconds(5);
    ChatThread archived =
        new ChatThread(
            sample.id(),
            sample.owner(),
            sample.metadata(),
            0,
            sample.createdAt(),
            ThreadState.ARCHIVED,
            idle);
    trial.pass(Duration.ofDays(100));
    assertThat(trial.store().threads().create(archived, null)).isEqualTo(archived);
    List<Message> messages = Restorable.messages(trial, archived, 1, 9);
    Instant later = idle.plusSeconds(7);
    for (Instant activeAt : List.of(idle, later, idle)) {
      int end = (int) trial.reread(archived).messageCount();
      LogPart part = new LogPart(messages.subList(end, end + 3), activeAt);
      assertThat(trial.store().messages().restore(Scopes.ANN, part)).isTrue();
      ChatThread now = trial.reread(archived);
      assertThat(now.messageCount()).isEqualTo(end + 3);
      assertThat(now.state()).isEqualTo(ThreadState.ARCHIVED);
      assertThat(now.activeAt()).isEqualTo(end == 0 ? idle : later);
    }
    assertThat(restore(trial, archived, Restorable.messages(trial, archived, 10, 10))).isTrue();
    assertThat(trial.reread(archived).state()).isEqualTo(ThreadState.ACTIVE);
    assertThat(trial.reread(archived).activeAt()).isAfter(later.plus(Duration.ofDays(99)));
  }

  private static boolean restore(Trial trial, ChatThread thread, List<Message> messages) {
    return trial.store().messages().restore(thread.owner(), new LogPart(messages));
  }

  private static Run record(Trial trial, ChatThread thread, Run run, List<RunStep> steps) {
    return trial.store().runs().record(thread.owner(), new EndedRun(run, steps));
  }

  private static List<RunStep> steps(Trial trial, Run run) {
    return Trial.walk(
        PageRequest.oldestFirst(), page -> trial.store().runs().steps(Scopes.ANN, run.id(), page));
  }
}
