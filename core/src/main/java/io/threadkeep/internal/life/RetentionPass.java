package io.threadkeep.internal.life;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.internal.time.Pause;
import io.threadkeep.retention.RetentionOptions;
import io.threadkeep.retention.RetentionReport;
import io.threadkeep.retention.RetentionReport.State;
import io.threadkeep.store.JobLease;
import io.threadkeep.store.JobLostException;
import io.threadkeep.store.JobState;
import io.threadkeep.store.RetentionStep;
import io.threadkeep.store.TakenJob;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.store.ThreadStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Passes over all threads by the rules, batch by batch; then what is due is purged.
 *
 * <p>How far a pass has come is saved in the transaction of each batch. Whoever takes the job next
 * goes on from there, in whichever process.
 */
public final class RetentionPass {
  static final String JOB = "retention";
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final ThreadStore store;
  private final RetentionOptions options;
  private final MonotonicClock monotonic;
  private final Pause pause;
  private final String worker;
  private final Consumer<RetentionReport> listener;
  private final AtomicLong takes = new AtomicLong();
  private volatile boolean stopped;

  /**
   * @param worker a name for people, new for each process
   * @param listener hears of every batch, whoever asked for the pass
   */
  public RetentionPass(
      ThreadStore store,
      RetentionOptions options,
      MonotonicClock monotonic,
      Pause pause,
      String worker,
      Consumer<RetentionReport> listener) {
    this.store = store;
    this.options = options;
    this.monotonic = monotonic;
    this.pause = pause;
    this.worker = worker;
    this.listener = listener;
  }

  /** Begins a pass, or goes on with one that was left, to its end. */
  public RetentionReport run(Consumer<RetentionReport> heard) {
    requireRules();
    Duration length = LEASE.plus(options.pause().multipliedBy(2));
    Optional<TakenJob> taken =
        store.jobs().take(JOB, worker + "." + takes.incrementAndGet(), length);
    if (taken.isEmpty()) {
      return status()
          .map(report -> in(State.HELD_ELSEWHERE, report))
          .orElse(RetentionProgress.read("").report(false, State.HELD_ELSEWHERE));
    }
    JobLease lease = taken.get().lease();
    RetentionProgress found = RetentionProgress.read(taken.get().progress());
    try {
      return run(lease, taken.get().progress(), found, heard.andThen(listener));
    } catch (JobLostException e) {
      return found.report(false, State.HELD_ELSEWHERE);
    } finally {
      store.jobs().release(lease);
    }
  }

  private RetentionReport run(
      JobLease lease, String text, RetentionProgress found, Consumer<RetentionReport> heard) {
    String saved = text;
    RetentionProgress progress = found;
    if (found.finished() || !found.rules().equals(rules())) {
      progress = RetentionProgress.begin(found.pass() + 1, rules());
    }
    while (!progress.finished()) {
      if (stopped) {
        return progress.report(false, State.STOPPED);
      }
      RetentionProgress before = progress;
      saved = before.walked() ? purge(lease, before) : apply(lease, saved, before);
      progress = RetentionProgress.read(saved);
      State state = progress.finished() ? State.FINISHED : State.UNDER_WAY;
      heard.accept(progress.report(false, state));
      if (!progress.finished() && !rest()) {
        return progress.report(false, State.STOPPED);
      }
    }
    return progress.report(false, State.FINISHED);
  }

  private String apply(JobLease lease, String saved, RetentionProgress before) {
    long start = monotonic.nanos();
    return store
        .retention()
        .apply(
            lease,
            saved,
            new RetentionStep(options.rules(), before.position(), options.batch()),
            batch -> before.after(batch, monotonic.since(start)).json());
  }

  private String purge(JobLease lease, RetentionProgress before) {
    long start = monotonic.nanos();
    var purged = store.threads().purge(ThreadRecords.PURGE_BATCH);
    String saved = before.after(purged, monotonic.since(start)).json();
    store.jobs().save(lease, saved);
    return saved;
  }

  /** Walks in the same way, and only counts; without the job, so that several may. */
  public RetentionReport dryRun(Consumer<RetentionReport> heard) {
    requireRules();
    RetentionProgress progress = RetentionProgress.begin(0, rules());
    while (!progress.walked()) {
      if (stopped) {
        return progress.report(true, State.STOPPED);
      }
      long start = monotonic.nanos();
      var step = new RetentionStep(options.rules(), progress.position(), options.batch());
      progress = progress.after(store.retention().look(step), monotonic.since(start));
      heard
          .andThen(listener)
          .accept(progress.report(true, progress.walked() ? State.FINISHED : State.UNDER_WAY));
      if (!progress.walked() && !rest()) {
        return progress.report(true, State.STOPPED);
      }
    }
    return progress.report(true, State.FINISHED);
  }

  /** How far the last pass has come, in whichever process; nothing before the first. */
  public Optional<RetentionReport> status() {
    return store
        .jobs()
        .find(JOB)
        .filter(job -> !job.progress().isEmpty())
        .map(RetentionPass::report);
  }

  private static RetentionReport report(JobState job) {
    RetentionProgress progress = RetentionProgress.read(job.progress());
    State unfinished = job.held() ? State.UNDER_WAY : State.STOPPED;
    return progress.report(false, progress.finished() ? State.FINISHED : unfinished);
  }

  /** Whether it is time to begin a pass, or one was left before its end. */
  boolean isDue(Duration every) {
    return store
        .jobs()
        .find(JOB)
        .map(
            job ->
                !job.held()
                    && (!RetentionProgress.read(job.progress()).finished()
                        || job.progress().isEmpty()
                        || job.age().compareTo(every) >= 0))
        .orElse(true);
  }

  /** Has a pass under way end with its batch. */
  public void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  /** Leaves the storage to others for a moment; whether it is to go on. */
  private boolean rest() {
    try {
      if (!options.pause().isZero()) {
        pause.pause(options.pause());
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String rules() {
    return Integer.toHexString(options.rules().toString().hashCode());
  }

  private void requireRules() {
    if (options.rules().isEmpty()) {
      throw new InvalidInputException(
          "threadkeep.retention.rules", "at least one rule to go by", "none");
    }
  }

  private static RetentionReport in(State state, RetentionReport report) {
    return new RetentionReport(
        report.pass(), report.dryRun(), state, report.position(), report.tally(), report.took());
  }
}
