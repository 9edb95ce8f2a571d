package io.threadkeep.transport.fake.config;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.transport.fake.cassette.CassetteSettings;
import io.threadkeep.wiring.Settings;
import io.threadkeep.wiring.TransportModule;
import java.util.Optional;

/**
 * {@code threadkeep.transport = fake}: replays the cassette of {@code threadkeep.fake.cassette}, or
 * else plays the script that {@code threadkeep.fake.script} names; without either, it echoes.
 */
public final class FakeTransportModule extends TransportModule {
  private Optional<CassetteSettings> cassette = Optional.empty();
  private Optional<ScriptFile> script = Optional.empty();

  @Override
  public String backendName() {
    return "fake";
  }

  @Override
  public void read(Settings settings) {
    cassette = CassetteSettings.read(settings);
    script = settings.optionalText("threadkeep.fake.script").map(ScriptFile::read);
    script.ifPresent(
        file -> file.problems().forEach(p -> settings.problem(p.key(), p.found(), p.allowed())));
  }

  @Provides
  @Singleton
  ModelTransport transport(TokenCounter counter) {
    return cassette.<ModelTransport>map(CassetteSettings::open).orElseGet(() -> scripted(counter));
  }

  private FakeTransport scripted(TokenCounter counter) {
    return script
        .map(file -> file.transport(counter))
        .orElseGet(() -> FakeTransport.script().counting(counter).otherwiseEcho());
  }
}
