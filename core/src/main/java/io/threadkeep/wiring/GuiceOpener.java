package io.threadkeep.wiring;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import io.threadkeep.Opener;
import io.threadkeep.Threadkeep;
import io.threadkeep.error.ThreadkeepException;
import java.util.Map;

/** Opens a {@link Threadkeep} for hosts without Guice. */
public final class GuiceOpener implements Opener {

  @Override
  public Threadkeep open(Map<String, String> settings) {
    ThreadkeepModule module = new ThreadkeepModule(ConfigSources.load(settings));
    try {
      return Guice.createInjector(Stage.PRODUCTION, module).getInstance(Threadkeep.class);
    } catch (CreationException | ProvisionException e) {
      // A host that never chose Guice gets our own error, not a report on injection.
      if (e.getCause() instanceof ThreadkeepException ours) {
        throw ours;
      }
      throw e;
    }
  }
}
