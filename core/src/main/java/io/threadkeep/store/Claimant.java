package io.threadkeep.store;

import java.time.Duration;

/**
 * A worker that takes runs.
 *
 * @param worker a name for people, new for each process; rights come from the lease alone
 * @param lease how long a claim holds without a heartbeat
 */
public record Claimant(String worker, Duration lease) {}
