package io.threadkeep.storage.memory;

import io.threadkeep.message.Message;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.store.Backlog;
import io.threadkeep.store.Claimant;
import io.threadkeep.store.CommittedRun;
import io.threadkeep.store.LeaseState;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.QueueListener;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs, as workers see them. */
final class InMemoryRunQueue implements RunQueue {
  private final Memory memory;

  InMemoryRunQueue(Memory memory) {
    this.memory = memory;
  }

  @Override
  public List<LeasedRun> claim(Claimant claimant, int limit) {
    return memory.transaction(
        () -> {
          Instant now = memory.now();
          List<LeasedRun> claimed = new ArrayList<>();
          for (HeldRun run :
              memory
                  .board()
                  .claimable(claimant, limit, now, run -> memory.isOpen(run.model(), now))) {
            memory.board().change(run, now, () -> run.move(RunMove.CLAIM, now));
            Lease lease = run.newLease(now.plus(claimant.lease()));
            claimed.add(new LeasedRun(run.shown(), lease, run.lastEvent()));
          }
          return List.copyOf(claimed);
        });
  }

  @Override
  public QueueListener.Ear listen(QueueListener listener) {
    return memory.bell().listen(listener);
  }

  @Override
  public Backlog backlog() {
    return memory.transaction(
        () -> {
          Instant now = memory.now();
          List<HeldRun> due = memory.board().due(now, Backlog.MOST);
          Instant oldest =
              due.stream().map(HeldRun::notBefore).min(Comparator.naturalOrder()).orElse(now);
          return new Backlog(due.size(), Duration.between(oldest, now));
        });
  }

  @Override
  public Map<Lease, LeaseState> heartbeat(List<Lease> leases, Duration duration) {
    return memory.transaction(
        () -> {
          Instant until = memory.now().plus(duration);
          Map<Lease, LeaseState> states = new LinkedHashMap<>();
          leases.forEach(lease -> states.put(lease, extend(lease, until)));
          return states;
        });
  }

  private LeaseState extend(Lease lease, Instant until) {
    HeldRun run = opened(lease);
    if (run == null) {
      return LeaseState.LOST;
    }
    run.leaseUntil(until);
    return run.status() == RunStatus.CANCELLING ? LeaseState.CANCELLING : LeaseState.HELD;
  }

  private @Nullable HeldRun opened(Lease lease) {
    HeldRun run = memory.board().find(lease.runId());
    return run == null || run.token() != lease.token() || !run.isLeased() ? null : run;
  }

  @Override
  public Set<Lease> publish(Map<Lease, NewEvents> events) {
    return memory.transaction(
        () -> {
          Instant now = memory.now();
          Set<Lease> refused = new HashSet<>();
          events.forEach(
              (lease, batch) -> {
                HeldRun run = opened(lease);
                if (run == null || !batch.followOn(run.lastEvent())) {
                  refused.add(lease);
                } else {
                  memory.events().add(run, batch, now);
                }
              });
          return refused;
        });
  }

  @Override
  public CommittedRun commit(Lease lease, RunCommit commit) {
    return memory.transaction(
        () -> {
          HeldRun run = memory.board().find(lease.runId());
          if (run == null || run.token() != lease.token()) {
            throw new LeaseLostException(lease, run == null ? null : run.token());
          }
          // An advance leaves the lease where it is; behind every other move it is gone.
          boolean mayBeMade = run.isLeased() == (commit.move() == RunMove.ADVANCE);
          if (mayBeMade && isRepeated(run, commit)) {
            return new CommittedRun(run.shown(), memory.found(run.thread(), commit.messages()));
          }
          if (!run.isLeased()) {
            throw new LeaseLostException(lease, run.token());
          }
          run.requireLegal(commit.move());
          memory.requireFree(commit.messages());
          commit.events().requireNoGap(run.id(), run.lastEvent());
          List<Message> messages = write(run, commit);
          return new CommittedRun(run.shown(), messages);
        });
  }

  /**
   * Whether {@code commit} was made before: its messages are in the log, or, if it has none, its
   * steps are stored word for word.
   */
  private boolean isRepeated(HeldRun run, RunCommit commit) {
    return commit.messages().isEmpty()
        ? !commit.steps().isEmpty() && run.steps().values().containsAll(commit.steps())
        : memory.hasAll(run.thread(), commit.messages());
  }

  private List<Message> write(HeldRun run, RunCommit commit) {
    Instant now = memory.now();
    List<Message> messages = memory.append(run.thread(), commit.messages());
    run.put(commit.steps());
    memory.events().add(run, commit.events(), now);
    memory
        .board()
        .change(
            run,
            now,
            () -> {
              run.move(commit.move(), now);
              run.outcome(commit.usage(), commit.error(), commit.incomplete());
              run.parkUntil(now.plus(commit.delay()));
            });
    memory.shelf().reweigh(run.thread());
    return messages;
  }

  @Override
  public List<Run> reap(int maxAttempts, int limit) {
    return memory.transaction(
        () -> {
          Instant now = memory.now();
          List<HeldRun> overdue = memory.board().overdue(now, limit);
          overdue.forEach(run -> reap(run, maxAttempts, now));
          return overdue.stream().map(HeldRun::shown).toList();
        });
  }

  private void reap(HeldRun run, int maxAttempts, Instant now) {
    RunMove move = dueMove(run, maxAttempts, now);
    memory
        .board()
        .change(
            run,
            now,
            () -> {
              run.move(move, now);
              run.takeLease();
              run.parkUntil(now);
              if (move == RunMove.GIVE_UP) {
                run.outcome(Usage.NONE, workerLost(run), null);
              }
            });
    memory.shelf().reweigh(run.thread());
  }

  private static RunError workerLost(HeldRun run) {
    return new RunError(
        RunError.Code.SERVER_ERROR,
        "The worker was lost on attempt " + run.shown().progress().attempts() + ", the last one.");
  }

  private static RunMove dueMove(HeldRun run, int maxAttempts, Instant now) {
    if (run.isExpired(now)) {
      return RunMove.EXPIRE;
    } else if (run.status() == RunStatus.CANCELLING) {
      return RunMove.REAP_CANCELLED;
    }
    return run.shown().progress().attempts() < maxAttempts ? RunMove.REAP : RunMove.GIVE_UP;
  }

  @Override
  public int forgetKeys(Duration age, int limit) {
    return memory.transaction(() -> memory.keys().forgetBefore(memory.now().minus(age), limit));
  }

  @Override
  public int forgetEvents(Duration age, int limit) {
    return memory.transaction(
        () -> memory.events().forgetEndedBefore(memory.now().minus(age), limit));
  }
}
