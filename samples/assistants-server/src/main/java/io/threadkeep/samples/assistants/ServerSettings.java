package io.threadkeep.samples.assistants;

import com.typesafe.config.Config;
import io.threadkeep.samples.assistants.api.ApiKeys;
import io.threadkeep.samples.assistants.api.ApiLimits;
import io.threadkeep.wiring.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/**
 * What the server is told by its configuration, {@code threadkeep.server}.
 *
 * @param pulse from one comment in a silent stream to the next
 */
record ServerSettings(
    String host,
    int port,
    String operatorsHost,
    int operatorsPort,
    ApiKeys keys,
    ApiLimits limits,
    Duration pulse) {
  private static final String ROOT = "threadkeep.server.";
  private static final int PORTS = 65_535;
  private static final int MANY = 1_000_000;

  /**
   * @throws io.threadkeep.wiring.ConfigurationException for all that is wrong, together
   */
  static ServerSettings of(Config config) {
    Settings settings = new Settings(config);
    String host = settings.text(ROOT + "host");
    ServerSettings read =
        new ServerSettings(
            host,
            settings.number(ROOT + "port", 0, PORTS),
            settings.text(ROOT + "operators.host"),
            settings.number(ROOT + "operators.port", -1, PORTS),
            keys(settings, host),
            limits(settings),
            settings.duration(ROOT + "pulse", Duration.ofMillis(10), Duration.ofMinutes(10)));
    settings.requireNoProblems();
    return read;
  }

  /** Whether their address is one that only this machine reaches. */
  boolean areOperatorsNearby() {
    return isLoopback(operatorsHost);
  }

  private static ApiLimits limits(Settings settings) {
    return new ApiLimits(
        settings.number(ROOT + "requests-per-minute", 1, MANY),
        settings.number(ROOT + "requests-at-once", 1, MANY),
        settings.number(ROOT + "streams-per-key", 1, MANY),
        settings.duration(ROOT + "body-deadline", Duration.ofMillis(100), Duration.ofMinutes(10)));
  }

  private static ApiKeys keys(Settings settings, String host) {
    List<ApiKeys.Known> keys = KeySettings.of(settings);
    boolean development = settings.flag(ROOT + "development");
    if (!development && keys.isEmpty()) {
      settings.problem(
          ROOT + "keys", "none", "a key for each caller; without any, start with --dev");
    }
    if (development && !isLoopback(host)) {
      settings.problem(
          ROOT + "host", host, "an address that only this machine reaches, as nobody shows a key");
    }
    return development ? ApiKeys.open() : ApiKeys.of(keys);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
