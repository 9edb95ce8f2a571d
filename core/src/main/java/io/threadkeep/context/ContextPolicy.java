package io.threadkeep.context;

/**
 * Chooses the window of a model call: a pure function of the pinned log and of what else is in the
 * prompt. Immutable.
 */
public interface ContextPolicy {

  /**
   * @throws WindowOverflowException if what must be in does not fit
   */
  ContextWindow select(PinnedLog log, PromptFrame frame);

  /**
   * How the policy is written in a configuration and kept with a run; {@link ContextPolicies#parse}
   * reads it.
   */
  String spec();
}
