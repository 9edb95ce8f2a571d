/**
 * What can go wrong, as types: one root, {@link io.threadkeep.error.Retryable} for what may be
 * tried again. Errors about one subject live beside it (runs in {@code run}, model calls in {@code
 * transport}, storage in {@code store}).
 */
@NullMarked
package io.threadkeep.error;

import org.jspecify.annotations.NullMarked;
