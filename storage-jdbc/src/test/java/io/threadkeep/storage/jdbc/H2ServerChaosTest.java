package io.threadkeep.storage.jdbc;

import io.threadkeep.storage.jdbc.server.Servers;

final class H2ServerChaosTest extends WorkerChaos {
  H2ServerChaosTest() {
    super("H2 server", Servers.h2Server());
  }
}
