package io.threadkeep.context;

/**
 * What surrounds the messages in a prompt.
 *
 * @param tokens what instructions and tools take already
 * @param sizes counts parts that a policy rewrites
 */
public record PromptFrame(int tokens, PromptSizes sizes) {}
