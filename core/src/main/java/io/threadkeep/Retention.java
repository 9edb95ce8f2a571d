package io.threadkeep;

import io.threadkeep.internal.life.RetentionPass;
import io.threadkeep.retention.RetentionReport;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rules of {@link io.threadkeep.retention.RetentionOptions}, applied by hand: to all threads of
 * the storage, whoever they belong to. The engine does the same by itself, at its times.
 */
public final class Retention {
  private final RetentionPass pass;

  Retention(RetentionPass pass) {
    this.pass = pass;
  }

  public RetentionReport run() {
    return run(report -> {});
  }

  /**
   * Begins a pass over all threads, or goes on with one that was left, and returns when it is over;
   * at once, if another process is at it. Threads are archived and deleted in batches; one with a
   * run that has not ended is left alone. Last, deleted threads whose grace is over are purged.
   *
   * @param progress hears of every batch, on the calling thread
   * @throws io.threadkeep.error.InvalidInputException if there are no rules
   */
  public RetentionReport run(Consumer<RetentionReport> progress) {
    return pass.run(progress);
  }

  public RetentionReport dryRun() {
    return dryRun(report -> {});
  }

  /**
   * As {@link #run(Consumer)}, but only counts.
   *
   * @throws io.threadkeep.error.InvalidInputException if there are no rules
   */
  public RetentionReport dryRun(Consumer<RetentionReport> progress) {
    return pass.dryRun(progress);
  }

  /** How far the last pass has come, in whichever process; nothing before the first. */
  public Optional<RetentionReport> status() {
    return pass.status();
  }
}
