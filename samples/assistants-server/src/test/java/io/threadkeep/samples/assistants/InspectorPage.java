package io.threadkeep.samples.assistants;

import io.threadkeep.tool.ToolBox;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** The inspector of a server of its own, in a browser: a class of tests starts it before all. */
@SuppressWarnings("NullAway.Init")
abstract class InspectorPage {
  @TempDir static Path directory;
  static Browser browser;
  static Server server;

  /** Without keys, and with a model that forgets. */
  static void startForAll(ToolBox tools) {
    start(
        Map.of(
            "threadkeep.jdbc.directory", directory.resolve("data").toString(),
            "threadkeep.fake.script", "classpath:inspector.conf",
            "threadkeep.server.development", "true"),
        tools);
  }

  static void start(Map<String, String> settings, ToolBox tools) {
    // First, since there may be none here.
    browser = Browser.open();
    server = TestServer.start(settings, tools);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  static void open(String place) {
    browser.size(1100, 1500);
    browser.go("about:blank");
    browser.go(server.inspectorUrl() + "#" + place);
  }
}
