package io.threadkeep.storage.memory;

import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.StoreHarness;
import io.threadkeep.store.ThreadStore;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Passes a store in memory off as durable, so that those rules can be tried too: every instance is
 * a view of the same memory.
 */
final class SharedHarness implements StoreHarness {
  private final UnaryOperator<ThreadStore> fault;
  private ThreadStore last = new InMemoryThreadStore(new ManualClock());

  SharedHarness(UnaryOperator<ThreadStore> fault) {
    this.fault = fault;
  }

  @Override
  public ThreadStore openEmpty(ManualClock clock) {
    last = fault.apply(new InMemoryThreadStore(clock));
    return last;
  }

  @Override
  public Optional<ThreadStore> openAgain(ManualClock clock) {
    return Optional.of(last);
  }

  @Override
  public void close() {}
}
