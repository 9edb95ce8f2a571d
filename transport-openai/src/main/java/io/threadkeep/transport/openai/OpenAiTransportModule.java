package io.threadkeep.transport.openai;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.wiring.Settings;
import io.threadkeep.wiring.TransportModule;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code threadkeep.transport = openai}. A host may bind an {@link OpenAiAccess} of its own over
 * what is configured.
 */
public final class OpenAiTransportModule extends TransportModule {
  private OpenAiOptions options = OpenAiOptions.defaults();
  private @Nullable Supplier<String> key;
  private TokenCounter tokens = TokenCounter.estimating();

  @Override
  public String backendName() {
    return "openai";
  }

  @Override
  public void read(Settings settings) {
    options = OpenAiSettings.read(settings);
    key = KeySettings.read(settings, options.endpoint());
    tokens = TokenSettings.read(settings, options.models());
  }

  @Override
  public TokenCounter tokenCounter() {
    return tokens;
  }

  @Override
  protected void configure() {
    if (key != null) {
      bind(OpenAiAccess.class).toInstance(OpenAiAccess.withKey(key));
    }
  }

  @Provides
  @Singleton
  ModelTransport transport(OpenAiAccess access, InstantSource clock) {
    return new OpenAiTransport(options, access, clock);
  }
}
