package io.threadkeep.error;

/** An idempotency key that was already used for something else. Nothing was stored. */
public final class IdempotencyConflictException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final String key;

  public IdempotencyConflictException(String key) {
    super(
        "The idempotency key '"
            + key
            + "' was already used for another request body or operation. Nothing was stored: send the first body again, or take a new key.");
    this.key = key;
  }

  public String key() {
    return key;
  }
}
