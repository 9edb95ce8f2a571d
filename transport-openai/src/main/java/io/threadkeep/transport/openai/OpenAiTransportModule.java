package io.threadkeep.transport.openai;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.wiring.Secret;
import io.threadkeep.wiring.Settings;
import io.threadkeep.wiring.TransportModule;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code threadkeep.transport = openai}. */
public final class OpenAiTransportModule extends TransportModule {
  private static final String KEY = "threadkeep.openai.";
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private OpenAiOptions options = OpenAiOptions.defaults();
  private Supplier<String> key = () -> "";

  @Override
  public String backendName() {
    return "openai";
  }

  @Override
  public void read(Settings settings) {
    Optional<String> baseUrl = settings.optionalText(KEY + "base-url");
    baseUrl.ifPresent(url -> requireUrl(settings, url));
    settings
        .secret(KEY + "api-key")
        .ifPresentOrElse(secret -> useKey(settings, secret), () -> noKey(settings, baseUrl));
    options =
        new OpenAiOptions(
            settings.oneOf(KEY + "api", OpenAiApi.class),
            baseUrl.orElse(null),
            settings.optionalText(KEY + "organization").orElse(null),
            settings.optionalText(KEY + "project").orElse(null),
            settings.duration(KEY + "connect-timeout", SHORTEST, LONGEST),
            settings.duration(KEY + "gap-timeout", SHORTEST, LONGEST));
  }

  private void useKey(Settings settings, Secret secret) {
    key = secret;
    // What cannot be sent in a header fails here, where the message does not show it.
    if (!ExchangeInterceptor.canSend(secret.get().trim())) {
      settings.problem(KEY + "api-key", "(not shown)", "visible ASCII characters");
    }
  }

  private static void noKey(Settings settings, Optional<String> baseUrl) {
    if (baseUrl.isEmpty()) {
      settings.problem(
          KEY + "api-key",
          "nothing",
          "a key of OpenAI, here or in the environment variable OPENAI_API_KEY; only a server of your own, at "
              + KEY
              + "base-url, may need none");
    }
  }

  private static void requireUrl(Settings settings, String url) {
    String allowed = "an http or https URL without a user, such as http://localhost:8000/v1";
    try {
      URI uri = new URI(url);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (uri.getUserInfo() != null) {
        settings.problem(KEY + "base-url", "(not shown)", allowed);
      } else if (!http || uri.getHost() == null) {
        settings.problem(KEY + "base-url", url, allowed);
      }
    } catch (URISyntaxException e) {
      settings.problem(KEY + "base-url", url, allowed);
    }
  }

  @Provides
  @Singleton
  ModelTransport transport(InstantSource clock) {
    return new OpenAiTransport(options, key, clock);
  }
}
