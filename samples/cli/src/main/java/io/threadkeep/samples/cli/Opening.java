package io.threadkeep.samples.cli;

import com.typesafe.config.Config;
import io.threadkeep.Threadkeep;
import io.threadkeep.wiring.ConfigSources;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opens the database that is configured to look at it. All that an application does by itself is
 * off: runs are the application's to carry out, to free and to forget, its retention keeps its own
 * times, and its schema is as new as the application.
 *
 * @param config in the place of {@code application.conf}
 * @param example what stands on the class path for where there is no such file
 * @param settings win over all others
 * @param migrate whether an older schema is brought up to date
 */
record Opening(
    @Nullable Path config,
    @Nullable String example,
    Map<String, String> settings,
    boolean migrate) {
  private static final Map<String, String> QUIET =
      Map.of(
          "threadkeep.transport", "fake",
          "threadkeep.fake.script", "",
          "threadkeep.fake.cassette.file", "",
          "threadkeep.workers.slots", "0",
          "threadkeep.workers.reaper", "false",
          // The host's own may not be on this class path.
          "threadkeep.runs.context", "last-messages(20)",
          "threadkeep.retention.every", "0s");

  private static final String STORAGE = "threadkeep.storage";
  private static final String JDBC = "jdbc";

  // Typesafe Config's own names.
  private static final String FILE = "config.file";
  private static final String RESOURCE = "config.resource";

  /** A command does one thing at a time, and the server has others to serve. */
  private static final String CONNECTIONS = "4";

  Opening orExample(String resource) {
    return new Opening(config, resource, settings, migrate);
  }

  /** For as long as it is open. */
  Threadkeep inMemory() {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(STORAGE, "memory");
    return new Opening(config, example, more, migrate).open();
  }

  Threadkeep open() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("threadkeep.jdbc.pool-size", CONNECTIONS);
    all.putAll(settings);
    all.putAll(QUIET);
    all.put("threadkeep.jdbc.migrate", String.valueOf(migrate));
    if (config != null) {
      return openFrom(FILE, config.toString(), all);
    }
    return example == null ? openConfigured(all) : openFrom(RESOURCE, example, all);
  }

  /** What is kept in memory belongs to another process: who names no storage means a database. */
  private Threadkeep openConfigured(Map<String, String> all) {
    Config found = ConfigSources.load(all);
    if (found.getString(STORAGE).isBlank()) {
      all.put(STORAGE, JDBC);
    }
    boolean inDatabase = all.getOrDefault(STORAGE, found.getString(STORAGE)).equals(JDBC);
    if (inDatabase && !migrate) {
      DatabaseFile.of(found.getConfig("threadkeep.jdbc")).ifPresent(DatabaseFile::require);
    }
    return Threadkeep.open(all);
  }

  private Threadkeep openFrom(String property, String place, Map<String, String> all) {
    String before = System.getProperty(property);
    System.setProperty(property, place);
    try {
      return openConfigured(all);
    } finally {
      if (before == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, before);
      }
    }
  }
}
