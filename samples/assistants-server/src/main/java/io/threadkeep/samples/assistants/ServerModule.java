package io.threadkeep.samples.assistants;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.typesafe.config.Config;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.threadkeep.Threadkeep;
import io.threadkeep.wiring.ConfigSources;
import io.threadkeep.wiring.ThreadkeepModule;
import java.util.Map;

/** How the server is put together: Threadkeep as it is configured, watched by a registry. */
final class ServerModule extends AbstractModule {
  private final ServerSettings settings;
  private final ThreadkeepModule threadkeep;
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private ServerModule(Config config) {
    this.settings = ServerSettings.of(config);
    this.threadkeep = new ThreadkeepModule(config).overriding(new MetricsModule(metrics));
  }

  /**
   * A server that serves when this returns.
   *
   * @param given settings that win over all others
   * @throws io.threadkeep.wiring.ConfigurationException for what is wrong with them
   */
  static Server start(Map<String, String> given) {
    ServerModule module = new ServerModule(ConfigSources.load(given));
    return Guice.createInjector(module).getInstance(Server.class);
  }

  @Override
  protected void configure() {
    install(threadkeep);
  }

  @Provides
  @Singleton
  Server server(Threadkeep opened) {
    return Server.start(settings, opened, metrics);
  }
}
