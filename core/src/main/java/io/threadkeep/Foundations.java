package io.threadkeep;

import io.threadkeep.context.TokenCounter;
import io.threadkeep.internal.time.SystemTime;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.tool.ToolBox;
import io.threadkeep.transport.ModelTransport;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What a {@link Threadkeep} stands on. It closes store and transport when it is closed.
 *
 * @param random of safe use by many threads, and not to be guessed: ids are drawn from it
 * @param tools what this JVM's workers can carry out
 */
public record Foundations(
    ThreadStore store,
    ModelTransport transport,
    TokenCounter tokens,
    InstantSource clock,
    RandomGenerator random,
    ToolBox tools) {

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
    return new Foundations(store, transport, tokens, clock, random, newTools);
  }
}
