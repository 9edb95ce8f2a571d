package io.threadkeep.storage.memory;

import io.threadkeep.id.StepId;
import io.threadkeep.store.ToolCallTimes;
import io.threadkeep.tool.ToolOutput;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tool call that was begun.
 *
 * @param token of the lease that has begun it
 * @param output once it has ended
 */
record HeldCall(long token, ToolCallTimes times, @Nullable ToolOutput output) {

  static HeldCall begun(long token, Instant now) {
    return new HeldCall(token, new ToolCallTimes(now, null), null);
  }

  /** With the first output that it was given. */
  HeldCall ended(ToolOutput newOutput, Instant now) {
    return output == null
        ? new HeldCall(token, new ToolCallTimes(times.begunAt(), now), newOutput)
        : this;
  }

  /** Which call of its run. */
  record Key(StepId step, String callId) {}
}
