package io.threadkeep.transport;

/** How an answer ended. */
public enum FinishReason {
  /** The model had said all. */
  STOP,
  /** It asks for tools. */
  TOOL_CALLS,
  /** It ran into its token limit. */
  LENGTH,
  /** The provider's filter cut it off. */
  CONTENT_FILTER
}
