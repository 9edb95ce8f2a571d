package io.threadkeep.samples.supportdesk;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.ProvisionException;
import com.google.inject.Singleton;
import com.google.inject.util.Modules;
import io.threadkeep.Threadkeep;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.samples.supportdesk.order.InMemoryOrders;
import io.threadkeep.samples.supportdesk.order.Orders;
import io.threadkeep.wiring.ConfigSources;
import io.threadkeep.wiring.ThreadkeepModule;
import java.util.Map;

/**
 * The composition root: all that is Guice's is here. Which storage and which model there are is for
 * the configuration to say.
 */
final class SupportDeskModule extends AbstractModule {
  private final ThreadkeepModule threadkeep;
  private final Module changes;

  /**
   * @param changes win over what is configured: a model of a test's own
   */
  SupportDeskModule(ThreadkeepModule threadkeep, Module changes) {
    this.threadkeep = threadkeep;
    this.changes = changes;
  }

  /**
   * @param settings win over configuration files and variables
   * @throws io.threadkeep.wiring.ConfigurationException with every mistake in the configuration
   * @throws ThreadkeepException if the storage does not open
   */
  static HelpDesk open(Map<String, String> settings) {
    return open(settings, binder -> {});
  }

  static HelpDesk open(Map<String, String> settings, Module changes) {
    // Without settings of one's own: ThreadkeepModule.configured()
    ThreadkeepModule configured = new ThreadkeepModule(ConfigSources.load(settings));
    try {
      return Guice.createInjector(new SupportDeskModule(configured, changes))
          .getInstance(HelpDesk.class);
    } catch (ProvisionException e) {
      if (e.getCause() instanceof ThreadkeepException told) {
        throw told;
      }
      throw e;
    }
  }

  @Override
  protected void configure() {
    install(threadkeep.overriding(Modules.combine(new OrderToolsModule(), changes)));
  }

  @Provides
  @Singleton
  Orders orders() {
    return InMemoryOrders.sample();
  }

  @Provides
  @Singleton
  HelpDesk desk(Threadkeep keep) {
    return new HelpDesk(keep);
  }
}
