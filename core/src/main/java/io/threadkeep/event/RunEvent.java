package io.threadkeep.event;

import io.threadkeep.id.RunId;

/**
 * Something that happened to a run.
 *
 * @param sequence 1, 2, 3 … over all attempts of the run; whoever has seen an event asks for those
 *     after its sequence and gets exactly the rest
 */
public record RunEvent(RunId runId, long sequence, EventBody body) {}
