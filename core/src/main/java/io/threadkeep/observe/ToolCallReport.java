package io.threadkeep.observe;

import io.threadkeep.run.LeasedRun;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool. Holds neither arguments nor output.
 *
 * @param error in one word, such as {@code timed_out}; null if the tool has done its work
 */
public record ToolCallReport(
    LeasedRun attempt, String tool, String callId, Duration took, @Nullable String error) {}
