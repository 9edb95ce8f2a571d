package io.threadkeep.wiring;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lays the sources of configuration over each other: {@code reference.conf}, {@code
 * application.conf}, system properties, {@code THREADKEEP_*} variables, and what the host hands
 * over; later ones win.
 *
 * <p>A variable names a key in capitals, with underscores for dots and hyphens: {@code
 * THREADKEEP_JDBC_POOL_SIZE} is {@code threadkeep.jdbc.pool-size}.
 */
public final class ConfigSources {
  private static final String ROOT = "threadkeep";

  private ConfigSources() {}

  /** From this process: its class path, system properties and environment. */
  public static Config load(Map<String, String> settings) {
    return layer(files(), System.getenv(), settings);
  }

  private static Config files() {
    // Another user of the library may have read the system properties before they were all set.
    ConfigFactory.invalidateCaches();
    try {
      return ConfigFactory.load();
    } catch (ConfigException e) {
      // Where, but not what: the line may hold a secret.
      String where = e.origin() == null ? "application.conf" : e.origin().description();
      throw new ConfigurationException(
          List.of(new ConfigProblem(where, e.getClass().getSimpleName(), "well-formed HOCON")));
    }
  }

  /**
   * @throws ConfigurationException if a variable or a setting names no key
   */
  static Config layer(Config files, Map<String, String> environment, Map<String, String> settings) {
    Map<String, String> keys = new TreeMap<>();
    collectKeys(ROOT, files.getObject(ROOT), keys);
    List<ConfigProblem> problems = new ArrayList<>();
    Config variables = ConfigFactory.empty();
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      if (variable.getKey().startsWith("THREADKEEP_") && !isOfKubernetes(variable.getKey())) {
        String key = keys.get(variable.getKey());
        if (key == null) {
          problems.add(unknown(variable.getKey(), List.copyOf(keys.keySet())));
        } else {
          variables = with(variables, key, variable.getValue());
        }
      }
    }
    Config given = ConfigFactory.empty();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      if (keys.containsValue(setting.getKey())) {
        given = with(given, setting.getKey(), setting.getValue());
      } else {
        problems.add(unknown(setting.getKey(), List.copyOf(keys.values())));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return given.withFallback(variables).withFallback(files);
  }

  /** Kubernetes puts the address of a service called threadkeep into every pod's environment. */
  private static boolean isOfKubernetes(String variable) {
    return variable.startsWith("THREADKEEP_SERVICE_")
        || variable.equals("THREADKEEP_PORT")
        || variable.startsWith("THREADKEEP_PORT_");
  }

  /** Every leaf by the name of its variable. */
  private static void collectKeys(String path, ConfigObject object, Map<String, String> keys) {
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      String key = path + "." + entry.getKey();
      if (entry.getValue() instanceof ConfigObject inner) {
        collectKeys(key, inner, keys);
      } else {
        keys.put(key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), key);
      }
    }
  }

  private static Config with(Config config, String key, String value) {
    return config.withValue(key, ConfigValueFactory.fromAnyRef(value));
  }

  private static ConfigProblem unknown(String name, List<String> known) {
    return new ConfigProblem(
        name,
        "a name that no backend on the class path knows",
        String.join(", ", known.stream().sorted().toList()));
  }
}
