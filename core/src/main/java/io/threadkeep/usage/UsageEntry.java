package io.threadkeep.usage;

import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Scope;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.run.Usage;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What work beside any run has used, such as a summary that is written in the background.
 *
 * @param id of that piece of work: told again, it is not counted again. Of 1 to 64 characters
 * @param owner of the thread that it was done for
 * @param day in UTC
 */
public record UsageEntry(
    String id,
    Scope owner,
    LocalDate day,
    @Nullable AssistantId assistant,
    String model,
    Usage usage) {
  public static final int ID = 64;

  public UsageEntry {
    Checks.requiredText("usage.id", id, ID);
    Checks.requiredText("usage.model", model, Limits.MODEL);
  }
}
