package io.threadkeep.storage.jdbc;

import io.threadkeep.storage.jdbc.server.Servers;

final class PostgresFaultTest extends StatementFaults {
  PostgresFaultTest() {
    super(Servers.postgres());
  }
}
