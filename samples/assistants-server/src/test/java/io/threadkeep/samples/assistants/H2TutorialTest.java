package io.threadkeep.samples.assistants;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

final class H2TutorialTest extends Tutorial {
  @TempDir static Path directory;

  @Override
  Map<String, String> storage() {
    return Map.of("threadkeep.jdbc.directory", directory.toString());
  }
}
