package io.threadkeep.storage.jdbc;

import io.threadkeep.storage.jdbc.server.Servers;

final class PostgresChaosTest extends WorkerChaos {
  PostgresChaosTest() {
    super("PostgreSQL", Servers.postgres());
  }
}
