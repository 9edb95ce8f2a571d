package io.threadkeep.samples.assistants.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.base.Splitter;
import io.javalin.http.Context;
import io.threadkeep.samples.assistants.wire.ApiError;
import io.threadkeep.samples.assistants.wire.Utf8;
import java.net.URLDecoder;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Pattern;

/** What stands behind the question mark; what cannot be read there is not passed over. */
final class QueryStrings {
  private static final Pattern BROKEN = Pattern.compile("%(?![0-9a-fA-F]{2})");

  private QueryStrings() {}

  /** Refuses escapes that are none, or that are not UTF-8. */
  static void requireReadable(Context http) {
    String query = http.queryString();
    if (query == null) {
      return;
    }
    for (String pair : Splitter.on('&').split(query)) {
      if (!isReadable(pair)) {
        String name = ApiError.shown(pair.replaceFirst("=.*", ""));
        throw ApiError.badRequest(
                "Invalid '"
                    + name
                    + "': the query has escapes in it that are not UTF-8, each byte as '%' and two"
                    + " hexadecimal digits.",
                name,
                "invalid_value")
            .asException();
      }
    }
  }

  private static boolean isReadable(String text) {
    if (BROKEN.matcher(text).find()) {
      return false;
    }
    try {
      // A character is a byte.
      Utf8.read(URLDecoder.decode(text, ISO_8859_1).getBytes(ISO_8859_1));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
