package io.threadkeep;

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
 */
public record Foundations(
    ThreadStore store,
    ModelTransport transport,
    TokenCounter tokens,
    InstantSource clock,
    RandomGenerator random,
    ToolBox tools,
    List<EngineListener> listeners) {
  public Foundations {
    listeners = List.copyOf(listeners);
  }

  /** With nobody who listens. */
  public Foundations(
      ThreadStore store,
      ModelTransport transport,
      TokenCounter tokens,
      InstantSource clock,
      RandomGenerator random,
      ToolBox tools) {
    this(store, transport, tokens, clock, random, tools, List.of());
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
    return new Foundations(store, transport, tokens, clock, random, newTools, listeners);
  }

  /** Tells {@code listener} too what the engine does: for metrics, traces and alarms. */
  public Foundations observedBy(EngineListener listener) {
    List<EngineListener> all = new ArrayList<>(listeners);
    all.add(listener);
    return new Foundations(store, transport, tokens, clock, random, tools, all);
  }
}
