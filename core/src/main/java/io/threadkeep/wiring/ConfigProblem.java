package io.threadkeep.wiring;

/**
 * One mistake in a configuration.
 *
 * @param key such as {@code threadkeep.storage}
 * @param found the value found, or {@code (not shown)} for a secret
 * @param allowed what may stand there
 */
public record ConfigProblem(String key, String found, String allowed) {
  @Override
  public String toString() {
    return key + ": found " + found + ", allowed: " + allowed;
  }
}
