package io.threadkeep.transport.openai;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a model.
 *
 * @param name also stands for its dated versions: {@code gpt-4.1} for {@code gpt-4.1-2025-04-14}
 * @param contextTokens prompt and answer together
 * @param outputTokens of these, the longest answer, reasoning included
 * @param tokenizer null if it is none of those that can be counted with
 */
public record OpenAiModel(
    String name, int contextTokens, int outputTokens, @Nullable OpenAiTokenizer tokenizer) {}
