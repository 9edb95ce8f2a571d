package io.threadkeep.kit.simulation;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.kit.simulation.HostStore.Operation;
import io.threadkeep.message.Message;
import io.threadkeep.message.Role;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.IllegalRunMoveException;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.CommittedRun;
import io.threadkeep.store.LeaseState;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.SubmittedRun;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.store.ThreadStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sees every operation that the store has carried out, before its caller does, and looks at the
 * store itself for what must never be there.
 */
final class Auditor {
  private final Scheduler scheduler;
  private final StoreView view;
  private final Findings findings;
  private final QueueAudit queue;
  private final BudgetAudit budgets;
  private final int maxAttempts;
  private final Map<RunId, Lifeline> lifelines = new LinkedHashMap<>();
  private final Map<ThreadId, Set<String>> accepted = new HashMap<>();
  private final Set<String> inDeafCalls = new HashSet<>();

  Auditor(Scheduler scheduler, ThreadStore store, Findings findings, EngineOptions options) {
    this.scheduler = scheduler;
    this.view = new StoreView(store);
    this.findings = findings;
    this.queue = new QueueAudit(view, !options.gates().limits().isEmpty(), findings, this::accept);
    this.budgets = new BudgetAudit(store, options.cost().budgets(), this::accept);
    this.maxAttempts = options.limits().maxAttempts();
  }

  void watch(ThreadId thread, Scope owner) {
    view.add(thread, owner);
  }

  QueueAudit queue() {
    return queue;
  }

  /** A caller was told that {@code text} is in the log. */
  void accepted(ThreadId thread, String text) {
    accepted.computeIfAbsent(thread, none -> new HashSet<>()).add(text);
  }

  /** An owner was told that the run is cancelled, or is being cancelled. */
  void cancelAccepted(Run run) {
    Lifeline life = lifelines.get(run.id());
    boolean stops = run.status() == RunStatus.CANCELLING || run.status() == RunStatus.CANCELLED;
    if (stops && life != null) {
      life.cancelAccepted();
      look(life.run());
    }
  }

  /** The run as it is in the store; null if it was deleted. */
  @Nullable Run now(RunId id) {
    Lifeline life = lifelines.get(id);
    return life == null ? null : view.run(life.run().threadId(), id);
  }

  /** The position of the newest question up to the run's pinned end. */
  long question(Run run) {
    return view.log(run.threadId()).stream()
        .filter(message -> message.role() == Role.USER)
        .mapToLong(Message::position)
        .filter(position -> position <= run.progress().pinnedEnd())
        .max()
        .orElseThrow();
  }

  List<Run> known() {
    return lifelines.values().stream().map(Lifeline::run).toList();
  }

  void hasNoneThatIsOverdueBy(Duration grace) {
    Instant latest = scheduler.instant().minus(grace);
    known().stream()
        .filter(run -> !run.status().isFinal() && run.times().expiresAt().isBefore(latest))
        .forEach(run -> violated("I13", run.id() + " is still " + run.status()));
  }

  /** A worker goes on with a run; it must not, once its lease may be another's. */
  void atWork(Host host, RunId id) {
    Lifeline life = lifelines.get(id);
    if (life != null
        && life.leaseUntil(host) < scheduler.micros()
        && !host.wasFrozenSince(life.leaseUntil(host) - Swarm.LEASE.toNanos() / 1_000)) {
      violated("I9", id + " goes on in " + host + ", which has not held its lease for long");
    }
  }

  /** A model call has begun that will not return in time. */
  void deaf(Host host, RunId run) {
    inDeafCalls.add(host + "/" + run);
  }

  void deafReturned(Host host, RunId run) {
    inDeafCalls.remove(host + "/" + run);
  }

  void done(Host host, Operation operation, @Nullable Object result) {
    note(host, operation.name() + " -> " + Operation.brief(result));
    if (operation.isOfQueue("heartbeat")) {
      extended(host, operation, Objects.requireNonNull(result));
    } else if (operation.isOfQueue("commit")) {
      committed(host, operation.argument(0, Lease.class), operation.argument(1, RunCommit.class));
    } else if (operation.isOfQueue("reap")) {
      reaped((Collection<?>) Objects.requireNonNull(result));
    } else if (operation.is(ThreadRecords.class, "delete")) {
      forget(operation.argument(1, ThreadId.class));
    }
    budgets.look();
    Coverage.of(operation, result).ifPresent(findings::cover);
    see(host, operation, result);
  }

  void refused(Host host, Operation operation, ThreadkeepException why) {
    note(host, operation.name() + " refused: " + why.getClass().getSimpleName());
    queue.refused(why);
    if (why instanceof LeaseLostException) {
      findings.cover(Coverage.FENCED_WRITE);
    } else if (operation.isOfQueue("commit")
        && why instanceof IllegalRunMoveException illegal
        && illegal.status() == RunStatus.CANCELLING
        && operation.argument(1, RunCommit.class).move() == RunMove.COMPLETE) {
      findings.cover(Coverage.CANCEL_AGAINST_COMPLETION);
    }
  }

  private void see(Host host, Operation operation, @Nullable Object result) {
    if (result instanceof Run run) {
      look(run);
    } else if (result instanceof CommittedRun committed) {
      look(committed.run());
    } else if (result instanceof SubmittedRun submitted) {
      look(submitted.run());
      leased(host, submitted.run(), submitted.lease());
      Stream.ofNullable(submitted.interrupted()).forEach(this::look);
      queue.takenIn(operation, submitted);
    } else if (operation.isOfQueue("claim")) {
      for (Object one : (Collection<?>) Objects.requireNonNull(result)) {
        LeasedRun leased = (LeasedRun) one;
        look(leased.run());
        leased(host, leased.run(), leased.lease());
      }
    }
  }

  private void leased(Host host, Run run, @Nullable Lease lease) {
    Lifeline life = lifelines.get(run.id());
    if (lease != null && life != null) {
      accept(life.leased(host, lease.token(), leaseEnd(Swarm.LEASE)));
    }
  }

  private void extended(Host host, Operation operation, Object result) {
    long until = leaseEnd(operation.argument(1, Duration.class));
    ((Map<?, ?>) result)
        .forEach(
            (lease, state) -> {
              Lifeline life = lifelines.get(((Lease) lease).runId());
              if (state != LeaseState.LOST && life != null) {
                life.extended(host, until);
              }
            });
  }

  private void committed(Host host, Lease lease, RunCommit commit) {
    if (inDeafCalls.contains(host + "/" + lease.runId())) {
      findings.cover(Coverage.DEAF_CALL_TAKEN_OVER);
    }
    Lifeline life = lifelines.get(lease.runId());
    if (life != null && lease.token() < life.token()) {
      violated("I9", commit.move() + " of " + lease + " though token " + life.token() + " is out");
    }
  }

  private void reaped(Collection<?> runs) {
    for (Object one : runs) {
      Run run = (Run) one;
      findings.cover(Coverage.REAPED_RUN);
      Lifeline life = lifelines.get(run.id());
      if (life != null && life.isAtWork() && life.leaseUntil() > scheduler.micros()) {
        violated("I9", run.id() + " was taken from a worker whose lease holds");
      }
      look(run);
    }
  }

  private void forget(ThreadId thread) {
    view.remove(thread);
    accepted.remove(thread);
    lifelines.values().removeIf(life -> life.run().threadId().equals(thread));
  }

  /** Takes a run in as the store has it now, and looks at its thread. */
  private void look(Run seen) {
    Run run = view.run(seen.threadId(), seen.id());
    if (run == null) {
      return;
    }
    accept(lifelines.computeIfAbsent(run.id(), id -> new Lifeline(run)).become(run));
    if (run.progress().attempts() > maxAttempts) {
      violated("I13", run.id() + " is in attempt " + run.progress().attempts());
    }
    look(seen.threadId(), List.of(run));
  }

  /** Looks at all that there is. */
  void lookAtAll() {
    for (ThreadId thread : view.threads()) {
      List<Run> runs = view.runs(thread);
      LogAudit audit = look(thread, runs);
      audit.has(accepted.getOrDefault(thread, Set.of()));
      findings.stored(audit.answers());
      runs.forEach(findings::ended);
    }
    budgets.lookAtTheEnd();
  }

  private LogAudit look(ThreadId thread, List<Run> runs) {
    LogAudit audit = new LogAudit(view.log(thread), this::accept);
    List<Run> all = view.runs(thread);
    audit.looksWhole();
    audit.hasOneActive(all);
    queue.look(thread, all, scheduler.micros());
    runs.forEach(run -> audit.fits(run, view.steps(run)));
    return audit;
  }

  private long leaseEnd(Duration lease) {
    return scheduler.micros() + lease.toNanos() / 1_000;
  }

  void note(Host host, String what) {
    findings.note(scheduler.micros(), host, what);
  }

  void accept(@Nullable Violation violation) {
    if (violation != null) {
      violated(violation.invariant(), violation.found());
    }
  }

  void violated(String invariant, String found) {
    note(scheduler.outside(), invariant + " " + found);
    findings.violated(new Violation(invariant, found));
  }
}
