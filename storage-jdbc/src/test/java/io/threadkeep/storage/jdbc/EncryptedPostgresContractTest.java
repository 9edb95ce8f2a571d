package io.threadkeep.storage.jdbc;

import io.threadkeep.kit.ContractFor;
import io.threadkeep.kit.OnlyInChaos;
import io.threadkeep.kit.StoreHarness;
import io.threadkeep.kit.ThreadStoreContract;
import io.threadkeep.storage.jdbc.server.Servers;

/** As on H2, but with writes that are one statement. */
@OnlyInChaos
@ContractFor(JdbcThreadStore.class)
final class EncryptedPostgresContractTest implements ThreadStoreContract {
  private static final StoreHarness HARNESS =
      new JdbcHarness(Servers.postgres(), TestKeys.options());

  @Override
  public StoreHarness harness() {
    return HARNESS;
  }
}
