package io.threadkeep.samples.assistants.api;

import com.google.common.base.Splitter;
import io.javalin.http.Context;
import io.threadkeep.samples.assistants.wire.ApiError;
import io.threadkeep.samples.assistants.wire.ApiException;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who shows a key, speaks the right version, and does not come too often or with too much
 * at once.
 */
public final class Doorkeeper {
  /** When to look again for what ends at any moment. */
  static final Duration SOON = Duration.ofSeconds(1);

  private static final String CALLER = "caller";
  private static final String PERMIT = "permit";
  private static final String BEARER = "bearer ";
  private static final String BETA = "OpenAI-Beta";
  private static final Splitter NAMES = Splitter.on(',').trimResults();
  private static final String VERSION = "assistants=v2";

  private final ApiKeys keys;
  private final RateLimits rate;
  private final Permits atOnce;

  Doorkeeper(ApiKeys keys, RateLimits rate, Permits atOnce) {
    this.keys = keys;
    this.rate = rate;
    this.atOnce = atOnce;
  }

  /** To the API, which has versions. */
  void admit(Context http) {
    enter(http);
    requireVersion(betas(http));
  }

  /** To whatever else is served for the same keys, within the same limits. */
  public void enter(Context http) {
    requireNearby(http);
    Caller caller =
        keys.caller(shownKey(http))
            .orElseThrow(() -> ApiError.unauthorized(wrongKey(http)).asException());
    Optional<Duration> wait = rate.take(caller.key());
    if (wait.isPresent()) {
      throw tooMany(http, wait.get(), "Rate limit reached for this API key. Try again later.");
    }
    http.attribute(
        PERMIT,
        atOnce
            .take(caller.key(), http)
            .orElseThrow(
                () ->
                    tooMany(
                        http,
                        SOON,
                        "Rate limit reached: too many requests of this API key at once. Try again"
                            + " when one of them is answered.")));
    http.attribute(CALLER, caller);
  }

  /** A request that is not to be counted among those at once any more. */
  static void leave(Context http) {
    Permits.Permit permit = http.attribute(PERMIT);
    if (permit != null) {
      permit.giveBack();
    }
  }

  /** Says when to come again. */
  static ApiException tooMany(Context http, Duration wait, String message) {
    http.header("Retry-After", String.valueOf(wait.plusMillis(999).toSeconds()));
    http.header("retry-after-ms", String.valueOf(wait.toMillis()));
    return ApiError.tooMany(message).asException();
  }

  /** Who was let in. */
  public static Caller caller(Context http) {
    Caller caller = http.attribute(CALLER);
    if (caller == null) {
      throw new IllegalStateException("Nobody was let in.");
    }
    return caller;
  }

  /** Where nobody shows a key. */
  private void requireNearby(Context http) {
    if (keys.isOpen() && !Nearby.isNearby(http.header("Host"))) {
      throw ApiError.badRequest(
              "Without keys this server answers to localhost alone. Call it by that name, or start it"
                  + " with keys.",
              "Host",
              "invalid_value")
          .asException();
    }
  }

  private static @Nullable String shownKey(Context http) {
    String header = http.header("Authorization");
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).trim()
        : null;
  }

  private static String wrongKey(Context http) {
    String key = shownKey(http);
    if (key == null) {
      return "You didn't provide an API key. Send it as a header: Authorization: Bearer YOUR_KEY.";
    }
    // As much as lets its owner tell it from others.
    String shown = key.length() < 12 ? "***" : key.substring(0, 3) + "***";
    return "Incorrect API key provided: "
        + ApiError.shown(shown)
        + ". You can find your API key at https://platform.openai.com/account/api-keys.";
  }

  /** All that are named, in whichever lines. */
  private static Set<String> betas(Context http) {
    return Collections.list(http.req().getHeaders(BETA)).stream()
        .flatMap(NAMES::splitToStream)
        .collect(Collectors.toSet());
  }

  private static void requireVersion(Set<String> betas) {
    if (betas.contains(VERSION)) {
      return;
    }
    if (betas.stream().noneMatch(beta -> beta.startsWith("assistants="))) {
      throw ApiError.badRequest(
              "You must provide the 'OpenAI-Beta' header to access the Assistants API. Please try"
                  + " again by setting the header 'OpenAI-Beta: assistants=v2'.",
              null,
              "invalid_beta")
          .asException();
    }
    throw ApiError.badRequest(
            "The v1 Assistants API has been deprecated. Please try again by setting the header"
                + " 'OpenAI-Beta: assistants=v2'. See the migration guide for more information:"
                + " https://platform.openai.com/docs/assistants/migration.",
            null,
            "invalid_beta")
        .asException();
  }
}
