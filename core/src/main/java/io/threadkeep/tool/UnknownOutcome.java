package io.threadkeep.tool;

/**
 * What happens to a call that was begun and whose result was never stored: its worker died, and
 * nobody knows whether the tool has done its work.
 */
public enum UnknownOutcome {
  /** It is called again with the same idempotency key, which makes that safe. */
  REPEAT,

  /** It is not called again; the model reads that the outcome is unknown. */
  TELL_MODEL,

  /** It is not called again, and the run fails. */
  FAIL_RUN
}
