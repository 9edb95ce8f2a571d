package io.threadkeep.store;

import io.threadkeep.context.Summary;
import io.threadkeep.run.Usage;

/**
 * A summary with what it cost.
 *
 * @param usage of the call that made it
 */
public record MadeSummary(Summary summary, Usage usage) {}
