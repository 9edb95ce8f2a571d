package io.threadkeep.transport.openai;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.wiring.Secret;
import io.threadkeep.wiring.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
        OpenAiModels.ofOpenAi(ModelSections.read(settings, ModelSections.KNOWN))
            .with(ModelSections.read(settings, ModelSections.OWN)));
  }

  private static Duration timeout(Settings settings, String name) {
    return settings.duration(SECTION + name, SHORTEST, LONGEST);
  }

  private static OpenAiEndpoint endpoint(Settings settings) {
    return new OpenAiEndpoint(
        checked(settings, "base-url", url -> BaseUrl.read(url.strip())),
        checked(settings, "organization", v -> HeaderRules.checkValue("organization", v)),
        checked(settings, "project", v -> HeaderRules.checkValue("project", v)),
        headers(settings),
        new AzureOptions(
            settings.oneOf(SECTION + "azure.paths", AzurePaths.class),
            settings.optionalText(SECTION + "azure.api-version").orElse(null),
            settings.flag(SECTION + "azure.entra-token")),
        proxy(settings));
  }

  /** A text with a check of its own; null once the mistake is noted. */
  private static @Nullable String checked(Settings settings, String name, Consumer<String> check) {
    Optional<String> text = settings.optionalText(SECTION + name);
    try {
      text.ifPresent(check);
      return text.orElse(null);
    } catch (InvalidInputException e) {
      settings.problem(SECTION + name, e.found(), e.limit());
      return null;
    }
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
