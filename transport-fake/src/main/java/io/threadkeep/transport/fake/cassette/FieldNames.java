package io.threadkeep.transport.fake.cassette;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of JSON fields whose values are hidden. */
final class FieldNames {
  static final FieldNames NONE = new FieldNames(Set.of());

  private final Set<String> names;
  private final Pattern mention;
  private final FieldMentions quoted;

  /**
   * @param names in lower case
   */
  FieldNames(Set<String> names) {
    this.names = Set.copyOf(names);
    this.quoted = new FieldMentions(names);
    this.mention =
        Pattern.compile(
            names.stream()
                .map(Pattern::quote)
                .collect(
                    Collectors.joining("|", "(?<![\\p{L}\\p{N}_])(?:", ")\\\\*+[\"']?\\s*[:=]")),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  Set<String> names() {
    return names;
  }

  boolean has(String name) {
    return names.contains(name.toLowerCase(Locale.ROOT));
  }

  /** A text that is no JSON as a whole, without the values of those that it names in quotes. */
  String hideMentions(String text) {
    return names.isEmpty() ? text : quoted.hiddenIn(text);
  }

  /** A text that is no JSON, up to where it names one of these: its value may end anywhere. */
  String cutOff(String text) {
    Matcher matcher = mention.matcher(text);
    return !names.isEmpty() && matcher.find()
        ? text.substring(0, matcher.end()) + Redaction.MASK
        : text;
  }
}
