package io.threadkeep.storage.memory;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.StepId;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.IllegalRunMoveException;
import io.threadkeep.run.Lease;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunProgress;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.RunTimes;
import io.threadkeep.run.StepStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.store.FairTurn;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run with its lease and its steps. Every change of status is a {@link #move}, which asks {@link
 * RunMove}. Guarded by {@link Memory}'s lock.
 */
final class HeldRun {
  private final HeldThread thread;
  private final List<MessageId> submitted;
  private final int weight;
  private final String toolSet;
  private final Map<StepId, RunStep> steps = new LinkedHashMap<>();
  private final Map<HeldCall.Key, HeldCall> calls = new HashMap<>();
  private Run run;
  private long token;
  private Instant leaseUntil;
  private Instant notBefore;
  private long lastEvent;
  private long turn;

  HeldRun(HeldThread thread, Run run, List<MessageId> submitted, int weight, Instant now) {
    this.thread = thread;
    this.run = run;
    this.submitted = submitted;
    this.weight = weight;
    this.toolSet = run.spec().needs();
    this.leaseUntil = now;
    this.notBefore = now;
  }

  RunId id() {
    return run.id();
  }

  String model() {
    return run.spec().settings().model();
  }

  /** What {@link io.threadkeep.store.Claimant#unserved} is asked for. */
  String toolSet() {
    return toolSet;
  }

  Place place() {
    return Place.of(run.times().createdAt(), run.id());
  }

  HeldThread thread() {
    return thread;
  }

  Scope owner() {
    return run.owner();
  }

  /** Whether it does not wait for another run of its thread. */
  boolean isActive() {
    return thread.activeRun() == this;
  }

  Run shown() {
    return run;
  }

  void metadata(Metadata metadata) {
    run =
        new Run(
            run.id(),
            run.threadId(),
            run.owner(),
            run.spec().withMetadata(metadata),
            run.progress(),
            run.times());
  }

  RunStatus status() {
    return run.status();
  }

  List<MessageId> submitted() {
    return submitted;
  }

  Map<StepId, RunStep> steps() {
    return steps;
  }

  /** Adds steps, or puts them in the place of those with the same ids. */
  void put(Collection<RunStep> newSteps) {
    newSteps.forEach(step -> steps.put(step.id(), step));
  }

  /** Adds those of {@code newSteps} that are not there. */
  void putMissing(Collection<RunStep> newSteps) {
    newSteps.forEach(step -> steps.putIfAbsent(step.id(), step));
  }

  /** Whether one of {@code newSteps} is there, and at its end. */
  boolean hasEnded(Collection<RunStep> newSteps) {
    return newSteps.stream()
        .map(step -> steps.get(step.id()))
        .anyMatch(step -> step != null && step.outcome().status() != StepStatus.IN_PROGRESS);
  }

  /** What is known of its tool calls. */
  Map<HeldCall.Key, HeldCall> calls() {
    return calls;
  }

  /** The sequence of its newest event, forgotten or not. */
  long lastEvent() {
    return lastEvent;
  }

  void lastEvent(long sequence) {
    lastEvent = sequence;
  }

  Instant notBefore() {
    return notBefore;
  }

  void parkUntil(Instant instant) {
    notBefore = instant;
  }

  int weight() {
    return weight;
  }

  /** Its place in the queue; 0 if it has had none yet. */
  long turn() {
    return turn;
  }

  void takeTurn(long newTurn) {
    turn = newTurn;
  }

  long token() {
    return token;
  }

  Instant expiresAt() {
    return run.times().expiresAt();
  }

  /** Whether its time is over. */
  boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt());
  }

  boolean isLeased() {
    return status() == RunStatus.IN_PROGRESS || status() == RunStatus.CANCELLING;
  }

  boolean isLeaseOver(Instant now) {
    return isLeased() && !now.isBefore(leaseUntil);
  }

  /** Whether the store is to move it; while a lease holds, that is its worker's business. */
  boolean isOverdue(Instant now) {
    return isLeased() ? isLeaseOver(now) : isExpired(now);
  }

  void leaseUntil(Instant instant) {
    leaseUntil = instant;
  }

  /** A lease that opens the run, and no older one does. */
  Lease newLease(Instant until) {
    takeLease();
    leaseUntil = until;
    return new Lease(id(), token);
  }

  /** No lease that was ever given out opens the run any more. */
  void takeLease() {
    token++;
  }

  void requireLegal(RunMove move) {
    if (!move.isLegalFrom(status())) {
      throw new IllegalRunMoveException(id(), move, status());
    }
  }

  /** The bare move; attempts and times follow from it. */
  void move(RunMove move, Instant now) {
    requireLegal(move);
    RunProgress was = run.progress();
    int attempts =
        switch (move) {
          case CLAIM -> was.attempts() + 1;
          case RELEASE -> was.attempts() - 1;
          case SUBMIT_OUTPUTS -> 0;
          default -> was.attempts();
        };
    RunTimes times = run.times();
    change(
        new RunProgress(
            move.target(),
            was.pinnedEnd(),
            attempts,
            was.advances() + (move.isAdvance() ? 1 : 0),
            was.usage(),
            was.error(),
            was.incomplete()),
        new RunTimes(
            times.createdAt(),
            times.expiresAt(),
            move == RunMove.CLAIM ? now : times.startedAt(),
            move.target().isFinal() ? now : times.endedAt()));
    if (move.target() == RunStatus.QUEUED) {
      turn -= FairTurn.BEGUN;
    } else if (move == RunMove.CLAIM && turn < 0) {
      turn += FairTurn.BEGUN;
    }
  }

  /** What an attempt came to; an earlier attempt's reasons do not outlive it. */
  void outcome(Usage more, @Nullable RunError error, @Nullable IncompleteReason incomplete) {
    RunProgress was = run.progress();
    change(
        new RunProgress(
            was.status(),
            was.pinnedEnd(),
            was.attempts(),
            was.advances(),
            was.usage().plus(more),
            error,
            incomplete),
        run.times());
  }

  /** Cuts its windows at another end than so far. */
  void pin(long end) {
    RunProgress was = run.progress();
    change(
        new RunProgress(
            was.status(),
            end,
            was.attempts(),
            was.advances(),
            was.usage(),
            was.error(),
            was.incomplete()),
        run.times());
  }

  private void change(RunProgress progress, RunTimes times) {
    run = new Run(run.id(), run.threadId(), run.owner(), run.spec(), progress, times);
  }
}
