package io.threadkeep.run;

import io.threadkeep.message.ContentPart;
import org.jspecify.annotations.Nullable;

/**
 * A tool call of a step.
 *
 * @param result null as long as there is none
 */
public record StepCall(ContentPart.ToolCall call, ContentPart.@Nullable ToolResult result) {}
