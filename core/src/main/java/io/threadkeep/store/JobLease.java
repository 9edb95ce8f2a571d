package io.threadkeep.store;

import java.time.Duration;

/**
 * The right to do a job until somebody else has taken it.
 *
 * @param token grows whenever the job is taken
 * @param length for how long the job is nobody else's, from the last write under the lease
 */
public record JobLease(String job, long token, Duration length) {}
