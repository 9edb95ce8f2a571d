package io.threadkeep.kit.simulation;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.RunId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.kit.simulation.HostStore.Operation;
import io.threadkeep.run.QueueFullException;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.SubmittedRun;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Looks at runs that wait: for their thread, for a worker, or to be let in at all. */
final class QueueAudit {
  /** In a calm, a thread gets its turn much sooner. */
  private static final long LONG = 40_000_000;

  private final StoreView view;

  /** Whether models may be called so seldom that a run can wait for that alone. */
  private final boolean gated;

  private final Findings findings;
  private final Consumer<Violation> found;
  private final Map<ThreadId, Long> idleSince = new HashMap<>();
  private final Set<RunId> expired = new HashSet<>();
  private long calmSince = Long.MAX_VALUE;

  QueueAudit(StoreView view, boolean gated, Findings findings, Consumer<Violation> found) {
    this.view = view;
    this.gated = gated;
    this.findings = findings;
    this.found = found;
  }

  /** From here on nothing goes wrong. */
  void calmBegins(long micros) {
    calmSince = micros;
  }

  void takenIn(Operation operation, SubmittedRun taken) {
    RunSubmission submission = operation.argument(1, RunSubmission.class);
    List<Run> ofItsThread = view.runs(submission.threadId());
    if (!taken.run().id().equals(submission.id())) {
      findings.cover(Coverage.RUN_JOINED);
    } else if (taken.interrupted() != null) {
      findings.cover(Coverage.RUN_INTERRUPTED);
    } else if (ofItsThread.stream().anyMatch(QueueAudit::isActive) && taken.lease() == null) {
      findings.cover(Coverage.RUN_WAITED);
    }
  }

  void refused(ThreadkeepException why) {
    if (why instanceof QueueFullException) {
      findings.cover(Coverage.QUEUE_FULL);
    }
  }

  /**
   * Nobody waits for ever on a thread that is idle, with workers who have nothing else to do and a
   * model that may be called at any time.
   */
  void look(ThreadId thread, List<Run> runs, long micros) {
    long since = micros;
    if (runs.stream().anyMatch(QueueAudit::isActive)) {
      idleSince.remove(thread);
    } else {
      since = Math.max(calmSince, idleSince.computeIfAbsent(thread, none -> micros));
    }
    for (Run run : runs) {
      boolean inVain =
          run.status() == RunStatus.EXPIRED && run.times().startedAt() == null && !gated;
      if (inVain && expired.add(run.id()) && micros - since >= LONG) {
        found.accept(new Violation("I14", run.id() + " has waited in vain on an idle thread"));
      }
    }
  }

  /** Whether it has not ended and does not wait to be begun: there is one of a thread at most. */
  static boolean isActive(Run run) {
    boolean waits = run.status() == RunStatus.QUEUED && run.times().startedAt() == null;
    return !run.status().isFinal() && !waits;
  }
}
