package io.threadkeep.transport.openai;

import io.threadkeep.error.InvalidInputException;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** What may stand before the paths of an API, judged as the HTTP client will read it. */
final class BaseUrl {
  /** The client would overlook missing slashes, and more than two. */
  private static final Pattern BEGINNING = Pattern.compile("(?i)https?://[^/\\\\].*");

  private static final String STAND_IN = "stand-in.invalid";

  private BaseUrl() {}

  /**
   * @throws InvalidInputException without what may be a password or a key
   */
  static HttpUrl read(String text) {
    HttpUrl url = BEGINNING.matcher(text).matches() ? HttpUrl.parse(text) : null;
    if (url == null
        || !url.encodedUsername().isEmpty()
        || !url.encodedPassword().isEmpty()
        || url.encodedQuery() != null
        || url.encodedFragment() != null) {
      throw new InvalidInputException(
          "base-url",
          "an http or https URL without user, query and fragment, such as http://localhost:8000/v1",
          text.contains("@") || text.contains("?") ? "(not shown)" : text);
    }
    return url;
  }

  /**
   * The vendor's client breaks on a host that {@link java.net.URI} cannot read, such as {@code
   * my_llm}; {@link ExchangeInterceptor} puts it back.
   */
  static String forVendor(String text) {
    HttpUrl url = read(text);
    HttpUrl readable = url.uri().getHost() == null ? url.newBuilder().host(STAND_IN).build() : url;
    return readable.uri().toString();
  }
}
