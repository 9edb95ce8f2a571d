package io.threadkeep.storage.memory;

import io.threadkeep.kit.EngineContract;
import io.threadkeep.kit.StoreHarness;

class InMemoryEngineTest implements EngineContract {
  private static final StoreHarness HARNESS = new InMemoryHarness(InMemoryThreadStore::new);

  @Override
  public StoreHarness harness() {
    return HARNESS;
  }
}
