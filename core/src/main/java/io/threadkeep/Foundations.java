package io.threadkeep;

import io.threadkeep.context.ContextPolicyType;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.internal.time.SystemTime;
import io.threadkeep.observe.EngineListener;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.tool.ToolBox;
import io.threadkeep.transport.ModelTransport;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a {@link Threadkeep} stands on. It closes store and transport when it is closed.
 *
 * @param random of safe use by many threads, and not to be guessed: ids are drawn from it
 * @param tools what this JVM's workers can carry out
 * @param listeners who is told what the engine does
 * @param policies the host's own kinds of context policies, beside Threadkeep's
 */
public record Foundations(
    ThreadStore store,
    ModelTransport transport,
    TokenCounter tokens,
    InstantSource clock,
    RandomGenerator random,
    ToolBox tools,
    List<EngineListener> listeners,
    List<ContextPolicyType> policies) {
  public Foundations {
    listeners = List.copyOf(listeners);
    policies = List.copyOf(policies);
  }

  /** With nobody who listens, and no policies of the host's own. */
  public Foundations(
      ThreadStore store,
      ModelTransport transport,
      TokenCounter tokens,
      InstantSource clock,
      RandomGenerator random,
      ToolBox tools) {
    this(store, transport, tokens, clock, random, tools, List.of(), List.of());
  }

  /** On the machine's clock and randomness, with estimated token counts and no tools. */
  public static Foundations of(ThreadStore store, ModelTransport transport) {
    return new Foundations(
        store,
        transport,
        TokenCounter.estimating(),
        SystemTime.clock(),
        SystemTime.random(),
        ToolBox.none());
  }

  public Foundations withTools(ToolBox newTools) {
    return new Foundations(store, transport, tokens, clock, random, newTools, listeners, policies);
  }

  /** Tells {@code listener} too what the engine does: for metrics, traces and alarms. */
  public Foundations observedBy(EngineListener listener) {
    List<EngineListener> all = new ArrayList<>(listeners);
    all.add(listener);
    return new Foundations(store, transport, tokens, clock, random, tools, all, policies);
  }

  /** Can read {@code type} too: for runs whose policies are of the host's own making. */
  public Foundations withPolicy(ContextPolicyType type) {
    List<ContextPolicyType> all = new ArrayList<>(policies);
    all.add(type);
    return new Foundations(store, transport, tokens, clock, random, tools, listeners, all);
  }
}
