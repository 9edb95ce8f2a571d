package io.threadkeep.transport.openai;

import io.threadkeep.run.Usage;

/**
 * Tokens as a provider counts them. One that counts below zero is not to lower anybody's sum, and
 * one that counts more than any model could read is not to spend all budgets for good.
 */
final class Counted {

  private static final long MOST = 1_000_000_000;

  private Counted() {}

  static Usage of(long prompt, long completion, long cached, long reasoning) {
    return new Usage(bounded(prompt), bounded(completion), bounded(cached), bounded(reasoning));
  }

  private static long bounded(long count) {
    return Math.min(MOST, Math.max(0, count));
  }
}
