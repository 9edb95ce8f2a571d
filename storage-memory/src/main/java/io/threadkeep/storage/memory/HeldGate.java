package io.threadkeep.storage.memory;

import io.threadkeep.store.Allowance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model's gate.
 *
 * @param allowance what was left when somebody last went in; null if nobody has
 */
record HeldGate(Instant closedUntil, @Nullable Allowance allowance) {}
