package io.threadkeep.storage.jdbc;

import io.threadkeep.kit.EngineContract;
import io.threadkeep.kit.StoreHarness;
import io.threadkeep.storage.jdbc.server.Servers;

final class H2FileEngineTest implements EngineContract {
  private static final StoreHarness HARNESS = new JdbcHarness(Servers.h2File());

  @Override
  public StoreHarness harness() {
    return HARNESS;
  }
}
