package io.threadkeep.transport.fake.config;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.wiring.Settings;
import io.threadkeep.wiring.TransportModule;
import java.util.Optional;

/**
 * {@code threadkeep.transport = fake}: plays the script that {@code threadkeep.fake.script} names;
 * without one, it echoes.
 */
public final class FakeTransportModule extends TransportModule {
  private Optional<ScriptFile> script = Optional.empty();

  @Override
  public String backendName() {
    return "fake";
  }

  @Override
  public void read(Settings settings) {
    script = settings.optionalText("threadkeep.fake.script").map(ScriptFile::read);
    script.ifPresent(
        file -> file.problems().forEach(p -> settings.problem(p.key(), p.found(), p.allowed())));
  }

  @Provides
  @Singleton
  ModelTransport transport(TokenCounter counter) {
    return script
        .map(file -> file.transport(counter))
        .orElseGet(() -> FakeTransport.script().counting(counter).otherwiseEcho());
  }
}
