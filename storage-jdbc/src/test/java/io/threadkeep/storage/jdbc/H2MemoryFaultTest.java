package io.threadkeep.storage.jdbc;

import io.threadkeep.storage.jdbc.server.Servers;

final class H2MemoryFaultTest extends StatementFaults {
  H2MemoryFaultTest() {
    super(Servers.h2Memory());
  }
}
