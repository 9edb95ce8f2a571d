package io.threadkeep.wiring;

import io.threadkeep.context.TokenCounter;

/**
 * A transport backend, chosen by {@code threadkeep.transport}. Must bind {@link
 * io.threadkeep.transport.ModelTransport} as a singleton; may use the {@link
 * java.time.InstantSource} and the {@link io.threadkeep.context.TokenCounter} that core binds.
 */
public abstract class TransportModule extends BackendModule {

  /**
   * Counts as the models of this provider do, if it can be known; asked for once the configuration
   * is {@linkplain #read read}.
   */
  public TokenCounter tokenCounter() {
    return TokenCounter.estimating();
  }
}
