package io.threadkeep.storage.jdbc;

import io.threadkeep.kit.EngineContract;
import io.threadkeep.kit.OnlyInChaos;
import io.threadkeep.kit.StoreHarness;
import io.threadkeep.storage.jdbc.server.Servers;

/** Each build tries MariaDB's own rules; the engine's on this database are for {@code -Pchaos}. */
@OnlyInChaos
final class MariaDbEngineTest implements EngineContract {
  private static final StoreHarness HARNESS = new JdbcHarness(Servers.mariaDb());

  @Override
  public StoreHarness harness() {
    return HARNESS;
  }
}
