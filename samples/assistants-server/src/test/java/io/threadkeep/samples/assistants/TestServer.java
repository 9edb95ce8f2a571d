package io.threadkeep.samples.assistants;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A server of a test's own, with a fake model. */
final class TestServer {

  private TestServer() {}

  /** On an embedded database in {@code directory}, open to everybody. */
  static Server start(Path directory) {
    return start(
        Map.of(
            "threadkeep.jdbc.directory",
            directory.toString(),
            "threadkeep.server.development",
            "true"));
  }

  static Server start(Map<String, String> more) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("threadkeep.transport", "fake");
    settings.put("threadkeep.fake.script", "classpath:tutorial.conf");
    settings.put("threadkeep.server.port", "0");
    settings.put("threadkeep.server.operators.port", "-1");
    settings.putAll(more);
    return ServerModule.start(settings);
  }
}
