package io.threadkeep.samples.assistants;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.threadkeep.Threadkeep;
import io.threadkeep.tool.ToolBox;
import io.threadkeep.wiring.ConfigSources;
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
    return ServerModule.start(settings(more));
  }

  /** One with tools of the host's, as whoever embeds Threadkeep has them. */
  static Server start(Map<String, String> more, ToolBox tools) {
    Map<String, String> settings = settings(more);
    return Server.start(
        ServerSettings.of(ConfigSources.load(settings)),
        Threadkeep.open(settings, tools),
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  private static Map<String, String> settings(Map<String, String> more) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("threadkeep.transport", "fake");
    settings.put("threadkeep.fake.script", "classpath:tutorial.conf");
    settings.put("threadkeep.server.port", "0");
    settings.put("threadkeep.server.operators.port", "-1");
    settings.putAll(more);
    return settings;
  }
}
