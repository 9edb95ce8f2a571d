package io.threadkeep.transport.openai;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.wiring.Secret;
import io.threadkeep.wiring.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code threadkeep.openai}, but for the key. */
final class OpenAiSettings {
  static final String SECTION = "threadkeep.openai.";

  static final String API_ON_AZURE =
      "chat-completions where Azure's paths name deployments; it has the Responses API at https://NAME.openai.azure.com/openai/v1";

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private OpenAiSettings() {}

  static OpenAiOptions read(Settings settings) {
    OpenAiApi api = settings.oneOf(SECTION + "api", OpenAiApi.class);
    OpenAiEndpoint endpoint = endpoint(settings);
    if (!endpoint.speaks(api)) {
      settings.problem(SECTION + "api", "responses", API_ON_AZURE);
    }
    return new OpenAiOptions(
        api,
        endpoint,
        new OpenAiTimeouts(
            timeout(settings, "connect-timeout"),
            timeout(settings, "first-word-timeout"),
            timeout(settings, "gap-timeout")),
        payload(settings),
        OpenAiModels.none()
            .with(ModelSections.read(settings, ModelSections.KNOWN))
            .with(ModelSections.read(settings, ModelSections.OWN)));
  }

  private static Duration timeout(Settings settings, String name) {
    return settings.duration(SECTION + name, SHORTEST, LONGEST);
  }

  private static OpenAiEndpoint endpoint(Settings settings) {
    return new OpenAiEndpoint(
        settings
            .optionalText(SECTION + "base-url")
            .filter(url -> isUrl(settings, url))
            .orElse(null),
        settings.optionalText(SECTION + "organization").orElse(null),
        settings.optionalText(SECTION + "project").orElse(null),
        headers(settings),
        new AzureOptions(
            settings.oneOf(SECTION + "azure.paths", AzurePaths.class),
            settings.optionalText(SECTION + "azure.api-version").orElse(null),
            settings.flag(SECTION + "azure.entra-token")),
        proxy(settings));
  }

  private static boolean isUrl(Settings settings, String url) {
    String allowed = "an http or https URL without a user, such as http://localhost:8000/v1";
    String found = url;
    try {
      URI uri = new URI(url);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getUserInfo() == null) {
        return true;
      }
      found = uri.getUserInfo() == null ? url : "(not shown)";
    } catch (URISyntaxException e) {
      // What was found says it all.
    }
    settings.problem(SECTION + "base-url", found, allowed);
    return false;
  }

  private static Map<String, String> headers(Settings settings) {
    Map<String, String> headers = new HashMap<>();
    for (Settings section : settings.sections(SECTION + "headers")) {
      String name = section.text("name");
      String value = section.secret("value").map(Secret::get).orElse("");
      try {
        HeaderRules.check(name, value);
        headers.put(name, value);
      } catch (InvalidInputException e) {
        section.problem(e.field().equals("header") ? "name" : "value", e.found(), e.limit());
      }
    }
    return headers;
  }

  private static @Nullable ProxyOptions proxy(Settings settings) {
    int port = settings.number(SECTION + "proxy.port", 1, 65_535);
    Optional<String> user = settings.optionalText(SECTION + "proxy.user");
    Secret password = settings.secret(SECTION + "proxy.password").orElseGet(() -> new Secret(""));
    return settings
        .optionalText(SECTION + "proxy.host")
        .map(host -> new ProxyOptions(host, port, user.orElse(null), password))
        .orElse(null);
  }

  private static OpenAiPayload payload(Settings settings) {
    OpenAiPayload payload =
        OpenAiPayload.defaults()
            .withRemoteImages(settings.flag(SECTION + "allow-remote-images"))
            .withVendorFields(settings.oneOf(SECTION + "vendor-fields", VendorFields.class));
    try {
      return payload.withExtraFields(settings.optionalText(SECTION + "extra-fields").orElse(""));
    } catch (InvalidInputException e) {
      settings.problem(SECTION + "extra-fields", e.found(), e.limit());
      return payload;
    }
  }
}
