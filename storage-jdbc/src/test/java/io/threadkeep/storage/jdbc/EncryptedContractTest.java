package io.threadkeep.storage.jdbc;

import io.threadkeep.kit.ContractFor;
import io.threadkeep.kit.OnlyInChaos;
import io.threadkeep.kit.StoreHarness;
import io.threadkeep.kit.ThreadStoreContract;
import io.threadkeep.storage.jdbc.server.Servers;

/** All that is promised of a store, with content that is sealed. Each build tries H2 without. */
@OnlyInChaos
@ContractFor(JdbcThreadStore.class)
final class EncryptedContractTest implements ThreadStoreContract {
  private static final StoreHarness HARNESS =
      new JdbcHarness(Servers.h2Memory(), TestKeys.options());

  @Override
  public StoreHarness harness() {
    return HARNESS;
  }
}
