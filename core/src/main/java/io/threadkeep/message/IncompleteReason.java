package io.threadkeep.message;

/** Why a message, or the run that wrote it, stops before its natural end. */
public enum IncompleteReason {
  CONTENT_FILTER,
  MAX_COMPLETION_TOKENS,
  MAX_PROMPT_TOKENS,
  RUN_CANCELLED,
  RUN_EXPIRED,
  RUN_FAILED
}
