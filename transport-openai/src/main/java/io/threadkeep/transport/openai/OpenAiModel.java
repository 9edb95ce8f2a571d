package io.threadkeep.transport.openai;

import io.threadkeep.context.ModelLimits.Limit;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a model.
 *
 * @param name also stands for its dated versions: {@code gpt-4.1} for {@code gpt-4.1-2025-04-14}
 * @param tokenizer null if it is none of those that can be counted with
 */
public record OpenAiModel(String name, Limit limit, @Nullable OpenAiTokenizer tokenizer) {
  public OpenAiModel {
    Checks.requiredText("model.name", name, Limits.MODEL);
  }
}
