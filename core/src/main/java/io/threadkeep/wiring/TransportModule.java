package io.threadkeep.wiring;

/**
 * A transport backend, chosen by {@code threadkeep.transport}. Must bind {@link
 * io.threadkeep.transport.ModelTransport} as a singleton; may use the {@link
 * java.time.InstantSource} and the {@link io.threadkeep.context.TokenCounter} that core binds.
 */
public abstract class TransportModule extends BackendModule {}
