package io.threadkeep.transport.fake;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.wiring.Settings;
import io.threadkeep.wiring.TransportModule;
import java.time.Duration;
import java.util.regex.PatternSyntaxException;

/** {@code threadkeep.transport = fake}: the rules of the configuration, then an echo. */
public final class FakeTransportModule extends TransportModule {
  private static final String KEY = "threadkeep.fake.";
  private static final Duration LONGEST_LATENCY = Duration.ofHours(1);

  private final FakeTransportBuilder builder = FakeTransport.builder();

  @Override
  public String backendName() {
    return "fake";
  }

  @Override
  public void read(Settings settings) {
    builder.latency(settings.duration(KEY + "latency", Duration.ZERO, LONGEST_LATENCY));
    settings.sections(KEY + "rules").forEach(this::readRule);
  }

  private void readRule(Settings rule) {
    String regex = rule.text("when");
    String reply = rule.text("reply");
    try {
      builder.when(regex).reply(reply);
    } catch (PatternSyntaxException e) {
      rule.problem("when", regex, "a regular expression as java.util.regex.Pattern reads it");
    } catch (IllegalArgumentException e) {
      rule.problem("reply", reply, "a text that names only groups of its expression");
    }
  }

  @Provides
  @Singleton
  ModelTransport transport(TokenCounter counter) {
    return builder.counting(counter).otherwiseEcho();
  }
}
