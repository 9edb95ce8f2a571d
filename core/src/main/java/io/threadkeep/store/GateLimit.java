package io.threadkeep.store;

import io.threadkeep.limit.Checks;

/**
 * How fast all processes together may call a model.
 *
 * @param requestsPerMinute 0 for no bound, at most 1,000,000,000 as the next
 * @param tokensPerMinute of prompt and answer together; 0 for no bound
 */
public record GateLimit(int requestsPerMinute, int tokensPerMinute) {
  public static final int MOST = 1_000_000_000;

  public GateLimit {
    Checks.range("gates.requests-per-minute", requestsPerMinute, 0, MOST);
    Checks.range("gates.tokens-per-minute", tokensPerMinute, 0, MOST);
  }
}
