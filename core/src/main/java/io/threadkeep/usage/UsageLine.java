package io.threadkeep.usage;

import io.threadkeep.run.Usage;

/**
 * What was used by all that belongs to one group.
 *
 * @param runs how many, whatever became of them; 0 for work beside any run
 */
public record UsageLine(UsageGroup group, long runs, Usage usage) {}
