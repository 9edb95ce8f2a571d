package io.threadkeep.kit.simulation;

/**
 * What was found that must never be.
 *
 * @param invariant its number, such as {@code I4}
 */
public record Violation(String invariant, String found) {
  @Override
  public String toString() {
    return invariant + ": " + found;
  }
}
