package io.threadkeep.observe;

import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call of a model. Holds nothing of what was said.
 *
 * @param toFirstDelta until the first piece of the answer; null if none was streamed
 * @param answer null if there was none
 * @param error why there was none
 */
public record ModelCallReport(
    LeasedRun attempt,
    Duration took,
    @Nullable Duration toFirstDelta,
    @Nullable Answer answer,
    @Nullable Throwable error) {

  /**
   * @param model the one that answered, as the provider names it
   */
  public record Answer(String model, FinishReason finish, Usage usage) {}

  /** The one that was asked. */
  public String model() {
    return attempt.run().spec().settings().model();
  }
}
