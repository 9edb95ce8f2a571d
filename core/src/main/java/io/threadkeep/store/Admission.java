package io.threadkeep.store;

import io.threadkeep.run.WhenBusy;

/**
 * The terms on which a run is taken in.
 *
 * @param whenBusy if a run of its thread has not ended
 */
public record Admission(WhenBusy whenBusy) {}
