package io.threadkeep.event;

import io.threadkeep.id.RunId;
import java.time.Instant;

/**
 * Something that happened to a run.
 *
 * @param sequence 1, 2, 3 … over all attempts of the run; whoever has seen an event asks for those
 *     after its sequence and gets exactly the rest
 * @param at when it was stored, by the store's clock: soon after it happened, and at the run's end
 *     at the latest; what was stored at once has one time. The end's is the run's own
 */
public record RunEvent(RunId runId, long sequence, Instant at, EventBody body) {}
