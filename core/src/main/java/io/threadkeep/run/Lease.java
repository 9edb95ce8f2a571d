package io.threadkeep.run;

import io.threadkeep.id.RunId;

/**
 * A worker's right to move a run, until the store takes it away.
 *
 * @param token grows with every claim and every reaping of the run: an older one opens nothing
 */
public record Lease(RunId runId, long token) {}
