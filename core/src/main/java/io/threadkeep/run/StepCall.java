package io.threadkeep.run;

import io.threadkeep.message.ContentPart;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tool call of a step. Its times are those of the worker who carried it out, by the store's
 * clock: a call of the owner's has none, nor has one that came from elsewhere or named no tool.
 *
 * @param result null as long as there is none
 * @param begunAt when a worker began it; one that another worker had to begin anew, when that one
 *     did
 * @param endedAt when its output was stored, which may be before the result is in the log; null if
 *     its worker was stopped or lost
 */
public record StepCall(
    ContentPart.ToolCall call,
    ContentPart.@Nullable ToolResult result,
    @Nullable Instant begunAt,
    @Nullable Instant endedAt) {}
