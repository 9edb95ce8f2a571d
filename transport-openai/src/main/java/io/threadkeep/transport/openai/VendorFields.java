package io.threadkeep.transport.openai;

/**
 * Whether requests hold fields that OpenAI itself understands and others may refuse: the prompt
 * cache key, and {@code store} on Chat Completions.
 */
public enum VendorFields {
  /** To OpenAI only; Azure serves models that refuse them. */
  AUTO,
  SEND,
  OMIT
}
