package io.threadkeep.samples.assistants;

import io.threadkeep.Threadkeep;
import io.threadkeep.wiring.ConfigSources;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** A server of the test's own, with a fake model. */
record TestServer(Threadkeep threadkeep, Server server) implements AutoCloseable {

  /** On an embedded database in {@code directory}, open to everybody. */
  static TestServer start(Path directory) {
    return start(
        Map.of(
            "threadkeep.jdbc.directory",
            directory.toString(),
            "threadkeep.server.development",
            "true"));
  }

  static TestServer start(Map<String, String> more) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("threadkeep.transport", "fake");
    settings.put("threadkeep.fake.script", "classpath:tutorial.conf");
    settings.put("threadkeep.server.port", "0");
    settings.put("threadkeep.server.operators.port", "-1");
    settings.putAll(more);
    Threadkeep threadkeep = Threadkeep.open(settings);
    Server server =
        Server.start(
            threadkeep, ServerSettings.of(ConfigSources.load(settings)), InstantSource.system());
    return new TestServer(threadkeep, server);
  }

  String url() {
    return "http://127.0.0.1:" + server.port() + "/v1";
  }

  @Override
  public void close() {
    server.close();
    threadkeep.close();
  }
}
