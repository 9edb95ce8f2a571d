package io.threadkeep.samples.cli.report;

import io.threadkeep.run.Usage;

/**
 * What a policy would have made of one call.
 *
 * @param usage of the call
 * @param unchanged of its prompt tokens, those in a prefix that the prompt before began with too
 */
record ReplayedCall(Usage usage, long unchanged) {
  /** The policy found no window. */
  static final ReplayedCall REFUSED = new ReplayedCall(Usage.NONE, 0);
}
