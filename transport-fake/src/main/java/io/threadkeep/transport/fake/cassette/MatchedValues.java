package io.threadkeep.transport.fake.cassette;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides the values of a JSON text that a match reaches from outside, such as one of a key together
 * with its value. The JSON around them stays, whatever else matches.
 */
final class MatchedValues {
  private static final JsonFactory JSON = new JsonFactory();

  private final String json;

  /** The characters that belong to a match. */
  private final BitSet matched = new BitSet();

  private final StringBuilder redacted = new StringBuilder();

  /** How much of {@link #json} is in {@link #redacted}. */
  private int copied;

  MatchedValues(String json, List<Pattern> patterns) {
    this.json = json;
    for (Pattern pattern : patterns) {
      Matcher matcher = pattern.matcher(json);
      while (matcher.find()) {
        matched.set(matcher.start(), matcher.end());
      }
    }
  }

  String redacted() {
    if (matched.isEmpty()) {
      return json;
    }
    try (JsonParser parser = JSON.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        take(token, parser);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("What was JSON before is none any more.", e);
    }
    return redacted.append(json, copied, json.length()).toString();
  }

  private void take(JsonToken token, JsonParser parser) throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    if (token == JsonToken.VALUE_STRING) {
      parser.finishToken();
      int end = (int) parser.currentLocation().getCharOffset();
      // What matches between the quotes only was seen before, without its escapes.
      if (matched.get(start) || matched.get(end - 1)) {
        replace(start, end, '"' + Redaction.MASK + '"');
      }
    } else if (token.isNumeric()) {
      int end = start + parser.getTextLength();
      int hit = matched.nextSetBit(start);
      if (hit >= 0 && hit < end) {
        replace(start, end, "0");
      }
    }
  }

  private void replace(int start, int end, String replacement) {
    redacted.append(json, copied, start).append(replacement);
    copied = end;
  }
}
