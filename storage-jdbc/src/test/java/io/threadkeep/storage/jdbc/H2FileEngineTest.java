package io.threadkeep.storage.jdbc;

import io.threadkeep.kit.EngineContract;
import io.threadkeep.kit.OnlyInChaos;
import io.threadkeep.kit.StoreHarness;
import io.threadkeep.storage.jdbc.server.Servers;

/**
 * Each build tries the contract of stores on a file, and the engine on it in the quickstart; the
 * engine's rules on it are for {@code -Pchaos}.
 */
@OnlyInChaos
final class H2FileEngineTest implements EngineContract {
  private static final StoreHarness HARNESS = new JdbcHarness(Servers.h2File());

  @Override
  public StoreHarness harness() {
    return HARNESS;
  }
}
