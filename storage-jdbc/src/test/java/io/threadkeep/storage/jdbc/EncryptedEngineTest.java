package io.threadkeep.storage.jdbc;

import io.threadkeep.kit.EngineContract;
import io.threadkeep.kit.OnlyInChaos;
import io.threadkeep.kit.StoreHarness;
import io.threadkeep.storage.jdbc.server.Servers;

/** The engine's rules with content that is sealed. */
@OnlyInChaos
final class EncryptedEngineTest implements EngineContract {
  private static final StoreHarness HARNESS =
      new JdbcHarness(Servers.h2Memory(), TestKeys.options());

  @Override
  public StoreHarness harness() {
    return HARNESS;
  }
}
