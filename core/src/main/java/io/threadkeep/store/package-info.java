/**
 * The SPI to a storage: small roles behind {@link io.threadkeep.store.ThreadStore}.
 *
 * <p>One method is one transaction. Every method of the host's side takes the {@link
 * io.threadkeep.id.Scope}; every method of a worker's side takes its {@link
 * io.threadkeep.run.Lease}. Instants that are shown come in as arguments; instants that decide
 * (leases, delays, expiry) are reckoned on the store's own clock from durations, so that no
 * worker's clock can do harm. Every write is idempotent by the ids that the caller made: a write
 * whose outcome is unknown can be repeated.
 */
@NullMarked
package io.threadkeep.store;

import org.jspecify.annotations.NullMarked;
