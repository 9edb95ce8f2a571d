package io.threadkeep.wiring;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.ProvisionException;
import com.google.inject.spi.Message;
import io.threadkeep.Opener;
import io.threadkeep.Threadkeep;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.tool.ToolBox;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Opens a {@link Threadkeep} for hosts without Guice. */
public final class GuiceOpener implements Opener {

  @Override
  public Threadkeep open(Map<String, String> settings, ToolBox tools) {
    ThreadkeepModule module = new ThreadkeepModule(ConfigSources.load(settings)).tools(tools);
    try {
      return Guice.createInjector(module).getInstance(Threadkeep.class);
    } catch (CreationException e) {
      throw ours(e.getErrorMessages()).orElseThrow(() -> e);
    } catch (ProvisionException e) {
      throw ours(e.getErrorMessages()).orElseThrow(() -> e);
    }
  }

  /** A host that never chose Guice gets our own error, not a report on injection. */
  private static Optional<ThreadkeepException> ours(Collection<Message> messages) {
    return messages.stream()
        .map(Message::getCause)
        .filter(ThreadkeepException.class::isInstance)
        .map(ThreadkeepException.class::cast)
        .findFirst();
  }
}
