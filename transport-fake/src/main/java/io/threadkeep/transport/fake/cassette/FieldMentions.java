package io.threadkeep.transport.fake.cassette;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hides the values of fields in a text that is not JSON as a whole, but may hold some: wherever a
 * name in quotes is followed by a colon. Rather hides too much than too little.
 */
final class FieldMentions {
  private static final Pattern QUOTE = Pattern.compile("(\\\\*+)([\"'])");
  private static final Pattern PLAIN =
      Pattern.compile("(true|false|null|(-?\\d[\\d.eE+-]*+))(?=[\\s,}\\]]|\\z)");
  private static final Pattern BARE = Pattern.compile("[^,}\\]\\r\\n]*+");

  private final Pattern name;

  /**
   * @param names one or more
   */
  FieldMentions(Set<String> names) {
    this.name =
        Pattern.compile(
            names.stream()
                .map(Pattern::quote)
                .collect(
                    Collectors.joining(
                        "|", "(?<!\\\\)(\\\\*+[\"'])(?:", ")\\1\\s{0,100}+:\\s{0,100}+")),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  String hiddenIn(String text) {
    StringBuilder hidden = new StringBuilder();
    int copied = 0;
    Matcher matcher = name.matcher(text);
    while (copied < text.length() && matcher.find(copied)) {
      hidden.append(text, copied, matcher.end());
      copied = hideValue(text, matcher.end(), hidden);
    }
    return hidden.append(text, copied, text.length()).toString();
  }

  /** Returns where the value ends. */
  private static int hideValue(String text, int start, StringBuilder hidden) {
    Matcher value = QUOTE.matcher(text).region(start, text.length());
    if (value.lookingAt()) {
      int end = closing(text, value);
      hidden.append(value.group()).append(Redaction.MASK);
      return end;
    }
    if (value.usePattern(PLAIN).lookingAt()) {
      boolean isNull = value.group().equals("null");
      hidden.append(value.group(2) != null ? "0" : isNull ? "null" : "false");
      return value.end();
    }
    if (start < text.length() && "{[".indexOf(text.charAt(start)) >= 0) {
      hidden.append(Redaction.MASK);
      return text.length();
    }
    value.usePattern(BARE).lookingAt();
    hidden.append(value.group().isEmpty() ? "" : '"' + Redaction.MASK + '"');
    return value.end();
  }

  /** Where a quoted value's own closing quote begins: those within it are escaped once more. */
  private static int closing(String text, Matcher opening) {
    int depth = opening.end(1) - opening.start(1);
    Matcher quote = QUOTE.matcher(text).region(opening.end(), text.length());
    while (quote.find()) {
      if (quote.group(2).equals(opening.group(2)) && quote.end(1) - quote.start(1) <= depth) {
        return quote.start();
      }
    }
    return text.length();
  }
}
