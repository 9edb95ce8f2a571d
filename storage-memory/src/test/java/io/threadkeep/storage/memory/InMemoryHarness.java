package io.threadkeep.storage.memory;

import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.StoreHarness;
import io.threadkeep.store.ThreadStore;
import java.util.Optional;
import java.util.function.Function;

/** Opens a store in memory, which keeps its data for itself. */
record InMemoryHarness(Function<ManualClock, ThreadStore> opener) implements StoreHarness {

  @Override
  public ThreadStore openEmpty(ManualClock clock) {
    return opener.apply(clock);
  }

  @Override
  public Optional<ThreadStore> openAgain(ManualClock clock) {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
