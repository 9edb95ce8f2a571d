package io.threadkeep.retention;

import io.threadkeep.id.ThreadId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a pass over all threads has come.
 *
 * @param pass its number, on this storage; 0 for a dry run
 * @param position the thread that was looked at last; null before the first
 * @param took at work, without the time between an interrupted pass and its resumption
 */
public record RetentionReport(
    long pass,
    boolean dryRun,
    State state,
    @Nullable ThreadId position,
    RetentionTally tally,
    Duration took) {

  /** Where a pass is. */
  public enum State {
    UNDER_WAY,
    FINISHED,
    /** Before its end; the next one goes on from there. */
    STOPPED,
    /** Somebody else is at it, here or in another process. */
    HELD_ELSEWHERE
  }

  /** Threads looked at in a second. */
  public double rate() {
    long millis = took.toMillis();
    return millis == 0 ? 0 : tally.looked() * 1_000.0 / millis;
  }
}
