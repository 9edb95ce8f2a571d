package io.threadkeep.samples.cli;

import io.threadkeep.Threadkeep;
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
 * @param settings win over all others
 * @param migrate whether an older schema is brought up to date
 */
record Opening(@Nullable Path config, Map<String, String> settings, boolean migrate) {
  private static final Map<String, String> QUIET =
      Map.of(
          "threadkeep.transport", "fake",
          "threadkeep.fake.script", "",
          "threadkeep.fake.cassette.file", "",
          "threadkeep.workers.slots", "0",
          "threadkeep.workers.reaper", "false",
          "threadkeep.retention.every", "0s");

  /** Typesafe Config's own name for it. */
  private static final String CONFIG_FILE = "config.file";

  /** A command does one thing at a time, and the server has others to serve. */
  private static final String CONNECTIONS = "4";

  Threadkeep open() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("threadkeep.jdbc.pool-size", CONNECTIONS);
    all.putAll(settings);
    all.putAll(QUIET);
    all.put("threadkeep.jdbc.migrate", String.valueOf(migrate));
    if (config == null) {
      return Threadkeep.open(all);
    }
    String before = System.getProperty(CONFIG_FILE);
    System.setProperty(CONFIG_FILE, config.toString());
    try {
      return Threadkeep.open(all);
    } finally {
      restore(before);
    }
  }

  private static void restore(@Nullable String before) {
    if (before == null) {
      System.clearProperty(CONFIG_FILE);
    } else {
      System.setProperty(CONFIG_FILE, before);
    }
  }
}
