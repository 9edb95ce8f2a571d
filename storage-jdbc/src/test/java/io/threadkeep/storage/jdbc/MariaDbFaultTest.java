package io.threadkeep.storage.jdbc;

import io.threadkeep.kit.OnlyInChaos;
import io.threadkeep.storage.jdbc.server.Servers;

/** The statements are those of the other databases, which each build tries. */
@OnlyInChaos
final class MariaDbFaultTest extends StatementFaults {
  MariaDbFaultTest() {
    super(Servers.mariaDb());
  }
}
