package io.threadkeep.storage.memory;

import io.threadkeep.kit.StoreHarness;
import io.threadkeep.kit.TransferContract;

class InMemoryTransferTest implements TransferContract {
  private static final StoreHarness HARNESS = new InMemoryHarness(InMemoryThreadStore::new);

  @Override
  public StoreHarness harness() {
    return HARNESS;
  }
}
