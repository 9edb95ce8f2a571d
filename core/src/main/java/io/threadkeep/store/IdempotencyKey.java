package io.threadkeep.store;

import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;

/**
 * A caller's key for one request, valid in its scope and compared exactly, character by character.
 *
 * @param fingerprint of operation and body: the same key with another one is refused
 */
public record IdempotencyKey(String key, String fingerprint) {
  public IdempotencyKey {
    Checks.requiredText("idempotency key", key, Limits.IDEMPOTENCY_KEY);
  }
}
