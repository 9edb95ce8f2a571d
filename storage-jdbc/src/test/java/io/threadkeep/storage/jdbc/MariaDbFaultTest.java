package io.threadkeep.storage.jdbc;

import io.threadkeep.storage.jdbc.server.Servers;

final class MariaDbFaultTest extends StatementFaults {
  MariaDbFaultTest() {
    super(Servers.mariaDb());
  }
}
