package io.threadkeep.storage.memory;

import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.StoreHarness;
import io.threadkeep.store.ThreadStore;
import java.util.Optional;

/** Calls itself durable, and opens an empty store each time. */
final class ForgetfulHarness implements StoreHarness {

  @Override
  public ThreadStore openEmpty(ManualClock clock) {
    return new InMemoryThreadStore(clock);
  }

  @Override
  public Optional<ThreadStore> openAgain(ManualClock clock) {
    return Optional.of(new InMemoryThreadStore(clock));
  }

  @Override
  public void close() {}
}
