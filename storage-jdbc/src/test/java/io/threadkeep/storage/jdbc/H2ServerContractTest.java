package io.threadkeep.storage.jdbc;

import io.threadkeep.kit.ContractFor;
import io.threadkeep.kit.OnlyInChaos;
import io.threadkeep.kit.StoreHarness;
import io.threadkeep.kit.ThreadStoreContract;
import io.threadkeep.storage.jdbc.server.Servers;

/** Each build tries the same database in a file, and its server under chaos and with two JVMs. */
@OnlyInChaos
@ContractFor(JdbcThreadStore.class)
final class H2ServerContractTest implements ThreadStoreContract {
  private static final StoreHarness HARNESS = new JdbcHarness(Servers.h2Server());

  @Override
  public StoreHarness harness() {
    return HARNESS;
  }
}
