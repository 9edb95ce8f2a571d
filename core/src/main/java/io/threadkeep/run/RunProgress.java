package io.threadkeep.run;

import io.threadkeep.message.IncompleteReason;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come.
 *
 * @param pinnedEnd the newest position that its windows are cut from; the same on every attempt
 * @param attempts how often a worker has begun it
 * @param usage the sum over its steps
 * @param error why it failed, if it did
 * @param incomplete why its reply is unfinished, if it is
 */
public record RunProgress(
    RunStatus status,
    long pinnedEnd,
    int attempts,
    Usage usage,
    @Nullable RunError error,
    @Nullable IncompleteReason incomplete) {}
