package io.threadkeep.storage.jdbc;

import io.threadkeep.kit.StoreHarness;
import io.threadkeep.kit.TransferContract;
import io.threadkeep.storage.jdbc.server.Servers;

final class MariaDbTransferTest implements TransferContract {
  private static final StoreHarness HARNESS = new JdbcHarness(Servers.mariaDb());

  @Override
  public StoreHarness harness() {
    return HARNESS;
  }
}
