package io.threadkeep.transport.fake.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.io.File;

/** Where scripts are. */
final class ScriptSource {
  private static final String CLASSPATH = "classpath:";
  private static final ConfigParseOptions STRICT =
      ConfigParseOptions.defaults().setAllowMissing(false);

  private ScriptSource() {}

  /**
   * @throws com.typesafe.config.ConfigException if there is nothing, or it is not HOCON
   */
  static Config load(String location) {
    Config config =
        location.startsWith(CLASSPATH)
            ? ConfigFactory.parseResources(location.substring(CLASSPATH.length()), STRICT)
            : ConfigFactory.parseFile(new File(location), STRICT);
    return config.resolve();
  }
}
