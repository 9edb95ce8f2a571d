package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.error.Retryable;
import io.threadkeep.id.Scope;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.QueueFullException;
import io.threadkeep.run.QueueFullException.Bound;
import io.threadkeep.run.Run;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.store.Admission;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.SubmittedRun;
import io.threadkeep.thread.ChatThread;

/**
 * QUEUE-27 to QUEUE-30: how many may wait.
 *
 * <ol start="27">
 *   <li>A run beyond its owner's bound is refused, and nothing of it is stored.
 *   <li>So is a run beyond the bound on all.
 *   <li>Only what would be queued counts: not what is born claimed, or joins, or replaces another.
 *   <li>A submission that is repeated is known again, however full the queue is.
 * </ol>
 */
interface QueueBoundRules extends StoreRules {

  @ContractRule("QUEUE-27")
  default void aRunBeyondItsOwnersBoundIsRefused(Trial trial) {
    submit(trial, Scopes.ANN, bounds(WhenBusy.REJECT, 2, 100));
    submit(trial, Scopes.ANN, bounds(WhenBusy.REJECT, 2, 100));
    ChatThread thread = trial.startThread();
    RunSubmission third =
        trial
            .samples()
            .submission(thread.id(), trial.samples().drafts("too many"))
            .on(bounds(WhenBusy.REJECT, 2, 100));
    assertRefused(trial, thread, third, Bound.USER, 2);
    submit(trial, Scopes.BOB, bounds(WhenBusy.REJECT, 2, 100));
    assertThat(trial.store().queue().claim(Samples.WORKER, 1))
        .extracting(one -> one.run().owner())
        .containsExactly(Scopes.ANN);
    assertThat(trial.submit(thread, third).run().id()).isEqualTo(third.id());
  }

  @ContractRule("QUEUE-28")
  default void aRunBeyondTheBoundOnAllIsRefused(Trial trial) {
    submit(trial, Scopes.ANN, bounds(WhenBusy.REJECT, 100, 2));
    submit(trial, Scopes.BOB, bounds(WhenBusy.REJECT, 100, 2));
    ChatThread thread = trial.startThread(Scopes.GLOBEX_ANN);
    RunSubmission third =
        trial
            .samples()
            .submission(thread.id(), trial.samples().drafts("too many"))
            .on(bounds(WhenBusy.REJECT, 100, 2));
    assertRefused(trial, thread, third, Bound.ALL, 2);
    assertThat(trial.store().queue().claim(Samples.WORKER, 2)).hasSize(2);
    assertThat(trial.submit(thread, third).run().id()).isEqualTo(third.id());
  }

  @ContractRule("QUEUE-29")
  default void onlyWhatWouldBeQueuedCounts(Trial trial) {
    Run queued = submit(trial, Scopes.ANN, bounds(WhenBusy.REJECT, 1, 1));
    ChatThread thread = trial.threadOf(queued);
    ChatThread other = trial.startThread();
    RunSubmission born =
        trial
            .samples()
            .submission(other.id(), trial.samples().drafts("at once"))
            .on(bounds(WhenBusy.REJECT, 1, 1));
    assertThat(trial.submit(other, born.bornOf(Samples.WORKER)).lease()).isNotNull();
    RunSubmission waiting =
        trial
            .samples()
            .submission(other.id(), trial.samples().drafts("and then?"))
            .on(bounds(WhenBusy.ENQUEUE, 1, 1));
    assertRefused(trial, other, waiting.bornOf(Samples.WORKER), Bound.USER, 1);

    RunSubmission joining =
        trial
            .samples()
            .submission(thread.id(), trial.samples().drafts("by the way"))
            .on(bounds(WhenBusy.MERGE, 1, 1));
    assertThat(trial.submit(thread, joining).run().id()).isEqualTo(queued.id());
    RunSubmission replacing =
        trial
            .samples()
            .submission(thread.id(), trial.samples().drafts("rather this"))
            .on(bounds(WhenBusy.INTERRUPT, 1, 1));
    assertThat(trial.submit(thread, replacing).run().id()).isEqualTo(replacing.id());
    LeasedRun begun = trial.claim();
    assertThat(begun.run().id()).isEqualTo(replacing.id());
    assertThat(trial.submit(other, waiting).run().id()).isEqualTo(waiting.id());
    // It waits for its thread, and takes a place all the same.
    ChatThread third = trial.startThread();
    RunSubmission beyond =
        trial
            .samples()
            .submission(third.id(), trial.samples().drafts("too many"))
            .on(bounds(WhenBusy.REJECT, 1, 1));
    assertRefused(trial, third, beyond, Bound.USER, 1);
  }

  @ContractRule("QUEUE-30")
  default void aRepeatedSubmissionIsKnownAgainHoweverFullTheQueueIs(Trial trial) {
    ChatThread thread = trial.startThread();
    RunSubmission submission =
        trial
            .samples()
            .submission(thread.id(), trial.samples().drafts("question"))
            .on(bounds(WhenBusy.ENQUEUE, 1, 1))
            .keyed(new IdempotencyKey("ask", "body"));
    SubmittedRun first = trial.submit(thread, submission);
    assertThat(trial.submit(thread, submission))
        .isEqualTo(SubmittedRun.before(first.run(), first.messages()));
    assertThat(trial.log(thread)).hasSize(1);
  }

  private static Admission bounds(WhenBusy whenBusy, int ofUser, int ofAll) {
    return Admission.when(whenBusy).bounds(ofUser, ofAll);
  }

  private static Run submit(Trial trial, Scope owner, Admission admission) {
    ChatThread thread = trial.startThread(owner);
    return trial
        .submit(
            thread,
            trial.samples().submission(thread.id(), trial.samples().drafts("?")).on(admission))
        .run();
  }

  private static void assertRefused(
      Trial trial, ChatThread thread, RunSubmission submission, Bound bound, int limit) {
    long messages = trial.reread(thread).messageCount();
    assertThatExceptionOfType(QueueFullException.class)
        .isThrownBy(() -> trial.submit(thread, submission))
        .satisfies(
            e -> {
              assertThat(e).isInstanceOf(Retryable.class);
              assertThat(e.bound()).isEqualTo(bound);
              assertThat(e.limit()).isEqualTo(limit);
              assertThat(e.owner()).isEqualTo(thread.owner());
            });
    assertThat(trial.reread(thread).messageCount()).isEqualTo(messages);
    assertThat(trial.store().runs().find(thread.owner(), submission.id())).isEmpty();
  }
}
