package io.threadkeep.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a worker was at a tool call, by the store's clock.
 *
 * @param begunAt when the newest lease to begin it did
 * @param endedAt when its output was stored; null if none was, be it at work or given up
 */
public record ToolCallTimes(Instant begunAt, @Nullable Instant endedAt) {}
