package io.threadkeep.wiring;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays the sources of configuration over each other: {@code reference.conf}, {@code
 * application.conf}, system properties, {@code THREADKEEP_*} variables, and what the host hands
 * over; later ones win.
 *
 * <p>A variable names a key in capitals, with underscores for dots and hyphens: {@code
 * THREADKEEP_JDBC_POOL_SIZE} is {@code threadkeep.jdbc.pool-size}. One that names no key is a
 * mistake within a section of a backend on the class path, or where it looks like a key; any other
 * is taken to be of a backend that is not here, and passed over: processes that share an
 * environment need not share a class path. A setting that names no key is always a mistake.
 */
public final class ConfigSources {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigSources.class);
  private static final String ROOT = "threadkeep";
  private static final String VARIABLES = "THREADKEEP_";

  private ConfigSources() {}

  /** From this process: its class path, system properties and environment. */
  public static Config load(Map<String, String> settings) {
    Config files = files();
    return layer(files, sections(), System.getenv(), settings);
  }

  /** Of the backends that are here; a file may well have more. */
  private static Set<String> sections() {
    ConfigResolveOptions asFarAsItGoes = ConfigResolveOptions.defaults().setAllowUnresolved(true);
    return ConfigFactory.parseResources("reference.conf")
        .resolve(asFarAsItGoes)
        .getObject(ROOT)
        .keySet();
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
   * @param sections whose keys are all known
   * @throws ConfigurationException if a setting names no key, or a variable that is not foreign
   */
  static Config layer(
      Config files,
      Set<String> sections,
      Map<String, String> environment,
      Map<String, String> settings) {
    Map<String, String> keys = new TreeMap<>();
    collectKeys(ROOT, files.getObject(ROOT), keys);
    List<ConfigProblem> problems = new ArrayList<>();
    Config variables = variables(environment, keys, sections, problems);
    KnownNames names = new KnownNames(ROOT + ".", sections, '.', List.copyOf(keys.values()));
    Config given = ConfigFactory.empty();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      if (keys.containsValue(setting.getKey())) {
        given = with(given, setting.getKey(), setting.getValue());
      } else {
        problems.add(names.unknown(setting.getKey()));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return given.withFallback(variables).withFallback(files);
  }

  private static Config variables(
      Map<String, String> environment,
      Map<String, String> keys,
      Set<String> sections,
      List<ConfigProblem> problems) {
    KnownNames names =
        new KnownNames(
            VARIABLES,
            sections.stream().map(ConfigSources::variable).toList(),
            '_',
            List.copyOf(keys.keySet()));
    Config variables = ConfigFactory.empty();
    for (Map.Entry<String, String> entry : environment.entrySet()) {
      String variable = entry.getKey();
      if (!variable.startsWith(VARIABLES) || isOfKubernetes(variable)) {
        continue;
      }
      String key = keys.get(variable);
      if (key != null) {
        variables = with(variables, key, entry.getValue());
      } else if (names.isForeign(variable)) {
        LOG.warn("{} is passed over: no backend on the class path has such a section.", variable);
      } else {
        problems.add(names.unknown(variable));
      }
    }
    return variables;
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
        keys.put(variable(key), key);
      }
    }
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static Config with(Config config, String key, String value) {
    return config.withValue(key, ConfigValueFactory.fromAnyRef(value));
  }
}
