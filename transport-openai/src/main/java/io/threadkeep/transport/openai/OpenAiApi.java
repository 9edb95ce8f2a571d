package io.threadkeep.transport.openai;

/** Which of the two APIs is spoken. */
public enum OpenAiApi {
  /** {@code POST /responses}, with {@code store: false}. */
  RESPONSES,
  /** {@code POST /chat/completions}, which most compatible servers speak. */
  CHAT_COMPLETIONS
}
