package io.threadkeep.internal.life;

import io.threadkeep.internal.time.Durations;
import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.retention.RetentionOptions;
import io.threadkeep.retention.RetentionReport;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that there is a pass now and then; called again and again, by one thread. */
public final class RetentionRound {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionRound.class);
  private static final Duration LONGEST_PACE = Duration.ofMinutes(1);

  private final RetentionPass pass;
  private final RetentionOptions options;
  private final MonotonicClock monotonic;

  /** Somewhat longer than it is said, so that processes do not all look at once. */
  private final Duration every;

  private @Nullable Long lastDryRun;

  public RetentionRound(
      RetentionPass pass,
      RetentionOptions options,
      MonotonicClock monotonic,
      RandomGenerator random) {
    this.pass = pass;
    this.options = options;
    this.monotonic = monotonic;
    this.every = options.every().plusMillis(random.nextLong(options.every().toMillis() / 10 + 1));
  }

  /** How often to look whether it is time. */
  public Duration pace() {
    return Durations.shorter(every, LONGEST_PACE);
  }

  public boolean isWanted() {
    return !options.rules().isEmpty() && !options.every().isZero();
  }

  public void look() {
    if (!isWanted() || pass.isStopped()) {
      return;
    }
    if (options.dryRun()) {
      Long last = lastDryRun;
      if (last == null || monotonic.since(last).compareTo(every) >= 0) {
        lastDryRun = monotonic.nanos();
        log(pass.dryRun(report -> {}));
      }
    } else if (pass.isDue(every)) {
      log(pass.run(report -> {}));
    }
  }

  private static void log(RetentionReport report) {
    LOG.info(
        "Retention{}, pass {}: {}, {} threads looked at, {}",
        report.dryRun() ? " (dry run)" : "",
        report.pass(),
        report.state(),
        report.tally().looked(),
        report.tally().rules());
  }
}
