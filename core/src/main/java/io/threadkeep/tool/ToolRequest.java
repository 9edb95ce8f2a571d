package io.threadkeep.tool;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What a tool is handed for one attempt at one call.
 *
 * @param arguments a JSON object that fits the tool's schema
 * @param leaseToken grows with each worker that takes the run: a tool that remembers the highest it
 *     has seen can turn away a worker that has lost its lease without knowing
 * @param timeout how long this attempt may take in all
 * @param cancellation whether the answer is not waited for any more; see {@link #isCancelled}
 */
public record ToolRequest(
    String arguments,
    ToolCallInfo call,
    long leaseToken,
    Duration timeout,
    BooleanSupplier cancellation) {

  /**
   * Whether nobody waits for the answer any more: timed out, cancelled, or lost. The tool's thread
   * is interrupted as well; a tool that computes without blocking asks here.
   */
  public boolean isCancelled() {
    return cancellation.getAsBoolean();
  }
}
