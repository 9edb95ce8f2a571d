package io.threadkeep.context;

/**
 * Chooses the window of a model call: a pure function of the pinned log and of what else is in the
 * prompt. Immutable.
 *
 * <p>A policy fills a {@link WindowBuilder}, which keeps every window valid: no policy can split a
 * tool call from its results, lose the newest question, or send nothing. A policy that is built
 * around another one lets that one fill the window, and acts before it (reserves tokens, pins
 * messages) or after it (drops what is too old). {@code ContextPolicyContract}, in core's test kit,
 * says what a policy must keep.
 *
 * <p>A run keeps the written form alone. For one of your own, register its {@link
 * ContextPolicyType} in every JVM that submits runs, and in those that are to carry them out: a
 * worker leaves runs with a policy that it cannot read to others.
 */
public interface ContextPolicy {

  /**
   * Fills {@code window}, newest messages first. It has to come back by itself: nothing stops one
   * that does not, and the worker's slot is lost with it.
   *
   * @throws WindowOverflowException if what must be in does not fit
   */
  void fill(WindowBuilder window);

  /**
   * How the policy is written in a configuration and kept with a run; {@link ContextPolicies#parse}
   * reads it back as an equal policy.
   */
  String spec();
}
