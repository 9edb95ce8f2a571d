package io.threadkeep.storage.jdbc;

import io.threadkeep.storage.jdbc.server.Servers;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The statements are those of the other databases, which each build tries. */
@EnabledIfSystemProperty(named = "threadkeep.chaos", matches = "true")
final class MariaDbFaultTest extends StatementFaults {
  MariaDbFaultTest() {
    super(Servers.mariaDb());
  }
}
