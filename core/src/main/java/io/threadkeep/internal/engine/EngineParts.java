package io.threadkeep.internal.engine;

import io.threadkeep.context.ContextPolicies;
import io.threadkeep.context.PromptSizes;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.internal.worker.ThreadSource;
import io.threadkeep.observe.EngineListener;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.tool.ToolBox;
import io.threadkeep.transport.ModelTransport;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the engine stands on: the two SPIs, and everything that is not the same on every run of a
 * test.
 */
public record EngineParts(
    ThreadStore store,
    ModelTransport transport,
    ToolBox tools,
    TokenCounter tokens,
    ContextPolicies policies,
    RandomGenerator random,
    EngineTime time,
    ThreadSource threads,
    List<EngineListener> listeners) {

  /** For runs, and for whoever wants to see what one was shown. */
  public Windows windows() {
    return new Windows(store, policies, new PromptSizes(tokens), transport.limits());
  }
}
