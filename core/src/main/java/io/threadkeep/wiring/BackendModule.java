package io.threadkeep.wiring;

import com.google.inject.AbstractModule;

/**
 * How a backend plugs in: found by {@link java.util.ServiceLoader} and chosen by name in the
 * configuration.
 *
 * <p>Its defaults are in its own {@code reference.conf}. The subtype says what it must bind.
 */
public abstract class BackendModule extends AbstractModule {

  /** The name that chooses it, such as {@code jdbc}. */
  public abstract String backendName();

  /**
   * Reads what the backend needs, before anything is opened. Mistakes are {@linkplain
   * Settings#problem told} to {@code settings} and reported together with all others.
   */
  public abstract void read(Settings settings);
}
