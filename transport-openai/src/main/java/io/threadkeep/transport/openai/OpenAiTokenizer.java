package io.threadkeep.transport.openai;

import com.knuddels.jtokkit.api.EncodingType;

/** How models cut text into tokens. */
public enum OpenAiTokenizer {
  /** GPT-3.5, GPT-4 and GPT-4 Turbo. */
  CL100K_BASE(EncodingType.CL100K_BASE),
  /** Models since GPT-4o. */
  O200K_BASE(EncodingType.O200K_BASE);

  private final EncodingType encoding;

  OpenAiTokenizer(EncodingType encoding) {
    this.encoding = encoding;
  }

  EncodingType encoding() {
    return encoding;
  }
}
