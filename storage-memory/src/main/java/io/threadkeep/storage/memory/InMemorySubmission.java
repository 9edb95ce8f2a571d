package io.threadkeep.storage.memory;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.Scope;
import io.threadkeep.message.Message;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.Lease;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunProgress;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunTimes;
import io.threadkeep.run.Usage;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.SubmittedRun;
import io.threadkeep.thread.ThreadState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes runs in, on idle threads and on busy ones. */
final class InMemorySubmission {
  private final Memory memory;

  InMemorySubmission(Memory memory) {
    this.memory = memory;
  }

  /** What a key stands for once it was used for a run: the run may have been there before. */
  private record Submitted(HeldRun run, List<MessageId> messages) {}

  /** Within a transaction. */
  SubmittedRun in(Scope scope, RunSubmission submission) {
    HeldThread thread = memory.thread(scope, submission.threadId());
    Submitted first = earlier(scope, submission);
    if (first != null) {
      if (first.run().thread() != thread) {
        throw Memory.taken(submission.id());
      }
      return SubmittedRun.before(first.run().shown(), memory.reread(first.messages()));
    }
    WhenBusy whenBusy = submission.admission().whenBusy();
    HeldRun active = thread.activeRun();
    if (active != null && whenBusy == WhenBusy.REJECT) {
      throw new ActiveRunException(thread.id(), active.id());
    }
    memory.requireFree(submission.messages());
    HeldRun joined = whenBusy == WhenBusy.MERGE ? thread.joinable() : null;
    if (joined != null) {
      return join(scope, joined, submission);
    }
    HeldRun toInterrupt = whenBusy == WhenBusy.INTERRUPT ? active : null;
    if (submission.birth() == null || thread.wouldWait(toInterrupt)) {
      boolean replaces = toInterrupt != null && toInterrupt.status() == RunStatus.QUEUED;
      memory.board().requireRoom(thread.owner(), submission.admission(), replaces ? 1 : 0);
    }
    return add(scope, thread, submission, toInterrupt);
  }

  /** Within a transaction. */
  Optional<HeldRun> earlier(Scope scope, IdempotencyKey key) {
    return Optional.ofNullable(memory.keys().replay(scope, key, Submitted.class))
        .map(Submitted::run);
  }

  private @Nullable Submitted earlier(Scope scope, RunSubmission submission) {
    Submitted byTrace = memory.keys().replay(scope, submission.trace(), Submitted.class);
    HeldRun byId = memory.board().find(submission.id());
    return byTrace != null || byId == null ? byTrace : new Submitted(byId, byId.submitted());
  }

  private SubmittedRun join(Scope scope, HeldRun joined, RunSubmission submission) {
    HeldThread thread = joined.thread();
    List<Message> messages = memory.append(thread, submission.messages());
    joined.pin(thread.log().size());
    memory
        .keys()
        .record(
            scope, submission.trace(), thread, new Submitted(joined, ids(messages)), memory.now());
    return SubmittedRun.before(joined.shown(), messages);
  }

  private SubmittedRun add(
      Scope scope, HeldThread thread, RunSubmission submission, @Nullable HeldRun toInterrupt) {
    Instant now = memory.now();
    // First, so that a run which has waited before this one is pinned before its messages.
    boolean cancels = toInterrupt != null && memory.board().cancel(toInterrupt, now);
    Run interrupted = toInterrupt != null && cancels ? toInterrupt.shown() : null;
    List<Message> messages = memory.append(thread, submission.messages());
    HeldRun run =
        new HeldRun(
            thread,
            newRun(thread, submission, now),
            ids(messages),
            submission.admission().weight(),
            now);
    Lease lease = null;
    if (submission.birth() != null && !thread.isBusy()) {
      run.move(RunMove.CLAIM, now);
      lease = run.newLease(now.plus(submission.birth().lease()));
    }
    if (thread.state() == ThreadState.ARCHIVED) {
      thread.wake(now);
    }
    memory.board().add(run, now);
    memory.keys().record(scope, submission.key(), thread, new Submitted(run, ids(messages)), now);
    memory.shelf().reweigh(thread);
    return new SubmittedRun(run.shown(), messages, lease, interrupted);
  }

  private static List<MessageId> ids(List<Message> messages) {
    return messages.stream().map(Message::id).toList();
  }

  private static Run newRun(HeldThread thread, RunSubmission submission, Instant now) {
    long pinnedEnd = thread.log().size();
    return new Run(
        submission.id(),
        thread.id(),
        thread.owner(),
        submission.spec(),
        new RunProgress(RunStatus.QUEUED, pinnedEnd, 0, 0, Usage.NONE, null, null),
        new RunTimes(submission.createdAt(), now.plus(submission.expiresIn()), null, null));
  }
}
