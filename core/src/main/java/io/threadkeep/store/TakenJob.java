package io.threadkeep.store;

/**
 * A job that was taken.
 *
 * @param progress where the last holder has left off; empty at first
 */
public record TakenJob(JobLease lease, String progress) {}
