package io.threadkeep.transport.fake.cassette;

import io.threadkeep.limit.Checks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What must not get into a cassette. Applied to all texts that are written, and to both sides of
 * each comparison, so that a redacted request still finds its answer. Immutable.
 *
 * <pre>{@code
 * Redaction.wellKnown().literal(password).pattern("acct-\\d+").field("card_number").emails()
 * }</pre>
 *
 * <p>What is hidden becomes {@value #MASK}; within JSON a number becomes 0 and a truth value false,
 * so that arguments still fit their tool's schema. JSON is looked through value by value, also
 * where it is a text within JSON, and stays JSON: what matches across values and keys hides the
 * values. A replayed answer holds the mask instead of the secret: do not hide what a tool decides
 * by.
 */
public final class Redaction {
  /** What stands for a hidden text. */
  public static final String MASK = "[redacted]";

  private static final int LONGEST = 10_000;
  private static final int SHORTEST_LITERAL = 3;

  /** The longest first: a part of it may be a secret of its own, or look like one. */
  private final List<String> literals;

  private final List<Pattern> patterns;
  private final FieldNames fields;

  /** Literals, then patterns. */
  private final List<Pattern> all;

  private Redaction(List<String> literals, List<Pattern> patterns, FieldNames fields) {
    this.literals = List.copyOf(literals);
    this.patterns = List.copyOf(patterns);
    this.fields = fields;
    this.all =
        Stream.concat(literals.stream().map(EscapedText::pattern), patterns.stream()).toList();
  }

  /** Hides nothing. */
  public static Redaction none() {
    return new Redaction(List.of(), List.of(), FieldNames.NONE);
  }

  /** Hides what looks like a key, a token or a password of the usual kinds. */
  public static Redaction wellKnown() {
    return new Redaction(List.of(), WellKnownSecrets.PATTERNS, FieldNames.NONE);
  }

  /**
   * Hides a known value wherever it occurs, also escaped as in JSON or in a URL.
   *
   * @param secret of 3 characters or more: what is shorter occurs by chance
   */
  public Redaction literal(String secret) {
    Checks.requiredText("redaction.literal", secret, LONGEST);
    Checks.range("redaction.literal.length", secret.length(), SHORTEST_LITERAL, LONGEST);
    List<String> more = new ArrayList<>(literals);
    more.add(secret);
    more.sort(Comparator.comparingInt(String::length).reversed());
    return new Redaction(more, patterns, fields);
  }

  /**
   * Hides each match.
   *
   * @param regex as {@link Pattern} reads it
   * @throws java.util.regex.PatternSyntaxException if it cannot
   */
  public Redaction pattern(String regex) {
    return with(Pattern.compile(regex));
  }

  /** Hides e-mail addresses. */
  public Redaction emails() {
    return with(WellKnownSecrets.EMAIL);
  }

  /**
   * Hides the value of each JSON field of this name, whatever it is and however deep; case does not
   * matter. In other texts, of which JSON may be a part, the value is hidden behind each mention of
   * the name in quotes: {@code "name": value}; one without quotes may be prose, and stays.
   * Arguments and outputs of tools that are not JSON, but name the field, are cut off there.
   */
  public Redaction field(String name) {
    Checks.requiredText("redaction.field", name, LONGEST);
    TreeSet<String> more = new TreeSet<>(fields.names());
    more.add(name.toLowerCase(Locale.ROOT));
    return new Redaction(literals, patterns, new FieldNames(more));
  }

  String text(String text) {
    if (!JsonValues.looksLikeJson(text)) {
      return redact(fields.hideMentions(text));
    }
    JsonValues json = new JsonValues(text, this);
    String redacted = json.redacted();
    return json.isBroken()
        ? redact(fields.hideMentions(redacted))
        : new MatchedValues(redacted, all).redacted();
  }

  /** Text of a tool: it is to be JSON, and what is broken of it is not to be trusted. */
  String toolText(String text) {
    JsonValues json = new JsonValues(text, this);
    String redacted = json.redacted();
    return json.isBroken()
        ? fields.cutOff(redact(redacted))
        : new MatchedValues(redacted, all).redacted();
  }

  boolean hidesField(String name) {
    return fields.has(name);
  }

  private Redaction with(Pattern pattern) {
    List<Pattern> more = new ArrayList<>(patterns);
    more.add(pattern);
    return new Redaction(literals, more, fields);
  }

  private String redact(String text) {
    String redacted = text;
    for (Pattern pattern : all) {
      Matcher matcher = pattern.matcher(redacted);
      String before = redacted;
      redacted = matcher.replaceAll(match -> Matcher.quoteReplacement(masked(before, match)));
    }
    return redacted;
  }

  /** What is within a mask already stays, so that redacting twice changes nothing more. */
  private static String masked(String text, MatchResult match) {
    boolean stays = match.group().isEmpty() || isWithinMask(text, match) || isZero(text, match);
    return stays ? match.group() : MASK;
  }

  /** What a number within JSON became, also if the JSON breaks off behind it. */
  private static boolean isZero(String text, MatchResult match) {
    return match.group().equals("0")
        && !isPartOfNumber(text, match.start() - 1)
        && !isPartOfNumber(text, match.end());
  }

  private static boolean isPartOfNumber(String text, int index) {
    return index >= 0
        && index < text.length()
        && (Character.isLetterOrDigit(text.charAt(index))
            || "._+-".indexOf(text.charAt(index)) >= 0);
  }

  private static boolean isWithinMask(String text, MatchResult match) {
    for (int from = match.end() - MASK.length(); from <= match.start(); from++) {
      if (text.startsWith(MASK, from)) {
        return true;
      }
    }
    return false;
  }

  /** Tells how much is hidden, and nothing of it. */
  @Override
  public String toString() {
    return "Redaction["
        + literals.size()
        + " literals, "
        + patterns.size()
        + " patterns, "
        + fields.names().size()
        + " fields]";
  }
}
