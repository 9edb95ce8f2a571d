package io.threadkeep.storage.memory;

import io.threadkeep.id.StepId;
import io.threadkeep.tool.ToolOutput;
import org.jspecify.annotations.Nullable;

/**
 * A tool call that was begun.
 *
 * @param token of the lease that has begun it
 * @param output once it has ended
 */
record HeldCall(long token, @Nullable ToolOutput output) {

  /** Which call of its run. */
  record Key(StepId step, String callId) {}
}
