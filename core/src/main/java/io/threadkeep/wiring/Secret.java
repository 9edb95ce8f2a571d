package io.threadkeep.wiring;

import java.util.function.Supplier;

/**
 * A password or key. Shows itself only to whoever asks for it by {@link #get}; never in {@code
 * toString}.
 */
public final class Secret implements Supplier<String> {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  @Override
  public String get() {
    return value;
  }

  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return Settings.NOT_SHOWN;
  }
}
