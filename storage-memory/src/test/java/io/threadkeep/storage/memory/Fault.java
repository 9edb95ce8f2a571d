package io.threadkeep.storage.memory;

import io.threadkeep.store.ThreadStore;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * One thing that can be wrong with a store.
 *
 * @param breaks the rules that must find it
 * @param mayBreak rules that race, and find it only when the race goes one way; no others do
 */
record Fault(
    String name, Set<String> breaks, Set<String> mayBreak, UnaryOperator<ThreadStore> breaking) {

  static Fault in(String method, String name, Set<String> breaks, TwistedStore.Twist twist) {
    return of(name, breaks, store -> store.twist(method, twist));
  }

  /**
   * @param twisting for faults that remember something: called anew for each store
   */
  static Fault of(String name, Set<String> breaks, UnaryOperator<TwistedStore> twisting) {
    return new Fault(
        name, new TreeSet<>(breaks), Set.of(), sound -> twisting.apply(new TwistedStore(sound)));
  }

  Fault mayAlsoBreak(String... racing) {
    return new Fault(name, breaks, Set.of(racing), breaking);
  }

  @Override
  public String toString() {
    return name;
  }
}
