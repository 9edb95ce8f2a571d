package io.threadkeep.storage.jdbc;

import io.threadkeep.kit.ContractFor;
import io.threadkeep.kit.OnlyInChaos;
import io.threadkeep.kit.StoreHarness;
import io.threadkeep.kit.ThreadStoreContract;
import io.threadkeep.storage.jdbc.server.Servers;

/** The embedded default is a file, which each build tries; this is for {@code -Pchaos}. */
@OnlyInChaos
@ContractFor(JdbcThreadStore.class)
final class H2MemoryContractTest implements ThreadStoreContract {
  private static final StoreHarness HARNESS = new JdbcHarness(Servers.h2Memory());

  @Override
  public StoreHarness harness() {
    return HARNESS;
  }
}
