package io.threadkeep.run;

import io.threadkeep.message.IncompleteReason;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come.
 *
 * @param pinnedEnd the newest position that its windows are cut from; the same on every attempt. It
 *     moves only before the first one: while the run waits for its thread, or is joined by another
 * @param attempts how often a worker has begun it since its owner last moved it
 * @param advances how many of its moves left something stored to go on from; with 0 a worker begins
 *     at the beginning
 * @param usage the sum over its steps
 * @param error why it failed, if it did
 * @param incomplete why its reply is unfinished, if it is
 */
public record RunProgress(
    RunStatus status,
    long pinnedEnd,
    int attempts,
    int advances,
    Usage usage,
    @Nullable RunError error,
    @Nullable IncompleteReason incomplete) {}
