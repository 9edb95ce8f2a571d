package io.threadkeep.samples.cli;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.h2.store.fs.FileUtils;

/**
 * An H2 database within this process. H2 makes what it does not find: a command in the wrong folder
 * would look at an empty one.
 *
 * @param place as H2 writes it, with the name of its file system and without {@code .mv.db}
 */
record DatabaseFile(String place) {
  private static final String H2 = "jdbc:h2:";

  // Not files of this process.
  private static final Set<String> ELSEWHERE = Set.of("mem", "tcp", "ssl");

  /**
   * @param jdbc the section of that name
   */
  static Optional<DatabaseFile> of(Config jdbc) {
    String url = jdbc.getString("url");
    if (url.isBlank()) {
      Path directory = Path.of(jdbc.getString("directory"));
      return Optional.of(new DatabaseFile(directory.resolve("threadkeep").toString()));
    }
    if (!url.startsWith(H2)) {
      return Optional.empty();
    }
    String place = url.substring(H2.length()).split(";", 2)[0];
    String system = place.split(":", 2)[0].toLowerCase(Locale.ROOT);
    return ELSEWHERE.contains(system) ? Optional.empty() : Optional.of(new DatabaseFile(place));
  }

  void require() {
    if (!FileUtils.exists(place + ".mv.db")) {
      throw new UsageException(
          "There is no database in "
              + place
              + ".mv.db: name yours by --config, THREADKEEP_JDBC_URL or"
              + " -Dthreadkeep.jdbc.url=..., or make one with --migrate.");
    }
  }
}
