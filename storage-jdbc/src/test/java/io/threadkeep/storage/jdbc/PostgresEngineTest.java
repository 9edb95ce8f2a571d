package io.threadkeep.storage.jdbc;

import io.threadkeep.kit.EngineContract;
import io.threadkeep.kit.StoreHarness;
import io.threadkeep.storage.jdbc.server.Servers;

final class PostgresEngineTest implements EngineContract {
  private static final StoreHarness HARNESS = new JdbcHarness(Servers.postgres());

  @Override
  public StoreHarness harness() {
    return HARNESS;
  }
}
