package io.threadkeep.internal.engine;

import io.threadkeep.internal.digest.Sha256;
import io.threadkeep.run.Run;

/**
 * Stands for the beginning that the prompts of one assistant on one thread have in common. A hash,
 * since ids of the store are none of a provider's business.
 */
final class PromptCacheKey {
  /** More than enough to tell threads apart, and within what providers take. */
  private static final int BYTES = 16;

  private PromptCacheKey() {}

  static String of(Run run) {
    return Sha256.hex(run.threadId().value() + " " + run.spec().assistantId().value(), BYTES);
  }
}
