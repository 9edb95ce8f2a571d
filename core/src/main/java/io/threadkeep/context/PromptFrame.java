package io.threadkeep.context;

import org.jspecify.annotations.Nullable;

/**
 * What surrounds the messages in a prompt.
 *
 * @param tokens what instructions and tools take already
 * @param sizes counts parts that a policy rewrites
 * @param model what the model takes and gives, if that is known
 * @param answer the longest answer that any call of the run is asked for, in tokens, if there is a
 *     bound
 * @param most what the whole prompt may take: what is left of the run's budget
 */
public record PromptFrame(
    int tokens,
    PromptSizes sizes,
    ModelLimits.@Nullable Limit model,
    @Nullable Integer answer,
    int most) {

  /** Of a model that is not known, and without bounds. */
  public PromptFrame(int tokens, PromptSizes sizes) {
    this(tokens, sizes, null, null, Integer.MAX_VALUE);
  }

  /** With at most {@code newMost} tokens for the whole prompt. */
  public PromptFrame atMost(int newMost) {
    return new PromptFrame(tokens, sizes, model, answer, newMost);
  }
}
