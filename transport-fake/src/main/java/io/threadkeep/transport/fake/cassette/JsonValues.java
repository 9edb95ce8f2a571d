package io.threadkeep.transport.fake.cassette;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Redacts the values and keys of a JSON text one by one, and leaves all else of it to the letter:
 * spaces, the order of fields, the digits of numbers. What comes after a mistake in the JSON is
 * left alone, unless it belongs to a hidden field.
 */
final class JsonValues {
  private static final JsonFactory JSON = new JsonFactory();

  private final String text;
  private final Redaction redaction;
  private final StringBuilder redacted = new StringBuilder();

  /** How much of {@link #text} is in {@link #redacted}. */
  private int copied;

  /** How many objects and arrays are open within a hidden field. */
  private int hiddenDepth;

  /** How much was in {@link #redacted} when the hidden field came, and how much makes up for it. */
  private int redactedBefore;

  private int copiedBefore;

  /** Where the value of the hidden field begins, or has just begun. */
  private int hiddenFrom;

  private boolean nextIsHidden;
  private boolean broken;

  JsonValues(String text, Redaction redaction) {
    this.text = text;
    this.redaction = redaction;
  }

  /** Whether it is worth trying; prose is not. */
  static boolean looksLikeJson(String text) {
    int first = 0;
    while (first < text.length() && Character.isWhitespace(text.charAt(first))) {
      first++;
    }
    return first < text.length() && "{[\"".indexOf(text.charAt(first)) >= 0;
  }

  String redacted() {
    try (JsonParser json = JSON.createParser(text)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        take(token, json);
      }
    } catch (JsonProcessingException e) {
      broken = true;
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory cannot be read.", e);
    }
    if (broken && (nextIsHidden || hiddenDepth > 0)) {
      redacted.setLength(redactedBefore);
      return redacted.append(text, copiedBefore, hiddenFrom).append(Redaction.MASK).toString();
    }
    return redacted.append(text, copied, text.length()).toString();
  }

  /** Whether it turned out not to be JSON, or not to its end. */
  boolean isBroken() {
    return broken;
  }

  private void take(JsonToken token, JsonParser json) throws IOException {
    if (token == JsonToken.FIELD_NAME) {
      replaceName(json);
      nextIsHidden = redaction.hidesField(json.currentName());
      if (nextIsHidden && hiddenDepth == 0) {
        redactedBefore = redacted.length();
        copiedBefore = copied;
        hiddenFrom = (int) json.currentLocation().getCharOffset();
      }
    } else if (token.isStructStart()) {
      hiddenDepth += nextIsHidden || hiddenDepth > 0 ? 1 : 0;
      nextIsHidden = false;
    } else if (token.isStructEnd()) {
      hiddenDepth -= hiddenDepth > 0 ? 1 : 0;
    } else {
      replace(token, json);
      nextIsHidden = false;
    }
  }

  private void replaceName(JsonParser json) throws IOException {
    String replacement = redaction.text(json.currentName());
    if (!replacement.equals(json.currentName())) {
      int start = (int) json.currentTokenLocation().getCharOffset();
      appendString(start, replacement);
      copied = endOfString(start);
    }
  }

  /** The parser is further on already when it tells of a name. */
  private int endOfString(int start) {
    int end = start + 1;
    while (text.charAt(end) != '"') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return end + 1;
  }

  private void appendString(int start, String string) {
    redacted.append(text, copied, start);
    redacted.append('"').append(JsonStringEncoder.getInstance().quoteAsString(string)).append('"');
  }

  private void replace(JsonToken token, JsonParser json) throws IOException {
    String value = json.getText();
    String replacement = replacement(token, value, nextIsHidden || hiddenDepth > 0);
    if (!replacement.equals(value)) {
      int start = (int) json.currentTokenLocation().getCharOffset();
      if (token == JsonToken.VALUE_STRING) {
        appendString(start, replacement);
        copied = (int) json.currentLocation().getCharOffset();
      } else {
        redacted.append(text, copied, start).append(replacement);
        copied = start + value.length();
      }
    }
  }

  private String replacement(JsonToken token, String value, boolean hidden) {
    if (token == JsonToken.VALUE_STRING) {
      return hidden ? Redaction.MASK : redaction.text(value);
    }
    if (token.isNumeric()) {
      return hidden || !redaction.text(value).equals(value) ? "0" : value;
    }
    return hidden && token.isBoolean() ? "false" : value;
  }
}
