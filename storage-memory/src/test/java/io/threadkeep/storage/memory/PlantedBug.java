package io.threadkeep.storage.memory;

import io.threadkeep.kit.simulation.Ground;
import io.threadkeep.store.ThreadStore;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A mistake that the simulation has to find.
 *
 * @param invariant the one that it breaks
 * @param inTheStore twists the store below all faults, with its memory at hand
 * @param inTheEngine twists what the engine makes of the store's answers, above all faults
 */
record PlantedBug(
    String name,
    String invariant,
    BiConsumer<TwistedStore, Memory> inTheStore,
    Consumer<TwistedStore> inTheEngine)
    implements Ground {

  static PlantedBug inTheStore(
      String name, String invariant, BiConsumer<TwistedStore, Memory> bug) {
    return new PlantedBug(name, invariant, bug, store -> {});
  }

  static PlantedBug inTheEngine(String name, String invariant, Consumer<TwistedStore> bug) {
    return new PlantedBug(name, invariant, (store, memory) -> {}, bug);
  }

  @Override
  public ThreadStore open(InstantSource clock) {
    Memory memory = new Memory(clock, ThreadBounds.NONE);
    TwistedStore store = new TwistedStore(new InMemoryThreadStore(memory));
    inTheStore.accept(store, memory);
    return store;
  }

  @Override
  public ThreadStore asSeen(ThreadStore byTheEngine) {
    TwistedStore seen = new TwistedStore(byTheEngine);
    inTheEngine.accept(seen);
    return seen;
  }

  @Override
  public String toString() {
    return name;
  }
}
