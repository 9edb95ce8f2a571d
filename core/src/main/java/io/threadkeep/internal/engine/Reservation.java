package io.threadkeep.internal.engine;

import io.threadkeep.id.RunId;
import io.threadkeep.id.StepId;
import io.threadkeep.usage.Price;
import org.jspecify.annotations.Nullable;

/**
 * What was reserved for one model call.
 *
 * @param price of its model; null if it has none
 */
record Reservation(RunId run, StepId call, @Nullable Price price) {}
