package io.threadkeep.storage.memory;

import io.threadkeep.kit.ContractFor;
import io.threadkeep.kit.StoreHarness;
import io.threadkeep.kit.ThreadStoreContract;

@ContractFor(InMemoryThreadStore.class)
final class InMemoryThreadStoreTest implements ThreadStoreContract {
  private static final StoreHarness HARNESS = new InMemoryHarness(InMemoryThreadStore::new);

  @Override
  public StoreHarness harness() {
    return HARNESS;
  }
}
