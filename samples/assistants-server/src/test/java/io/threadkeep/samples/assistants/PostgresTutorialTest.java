package io.threadkeep.samples.assistants;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.storage.jdbc.server.Servers;
import java.util.Map;
import java.util.Optional;

final class PostgresTutorialTest extends Tutorial {

  @Override
  Map<String, String> storage() {
    Optional<DatabaseServer> server = Servers.postgres();
    assumeTrue(server.isPresent(), "not on this machine; see above");
    DatabaseAddress database = server.orElseThrow().fresh();
    return Map.of(
        "threadkeep.jdbc.url", database.url(),
        "threadkeep.jdbc.user", database.user(),
        "threadkeep.jdbc.password", database.password());
  }
}
