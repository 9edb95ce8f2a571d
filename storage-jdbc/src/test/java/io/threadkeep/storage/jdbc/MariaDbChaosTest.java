package io.threadkeep.storage.jdbc;

import io.threadkeep.storage.jdbc.server.Servers;

final class MariaDbChaosTest extends WorkerChaos {
  MariaDbChaosTest() {
    super("MariaDB", Servers.mariaDb());
  }
}
