package io.threadkeep.transport.fake;

import io.threadkeep.json.JsonCodec;
import io.threadkeep.message.ContentPart;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts what an expression has found into an answer: {@code $1} or <code>${name}</code> for a group,
 * {@code $$} for a plain dollar. In the arguments of a tool call it is written as JSON wants it.
 */
final class Groups {
  private static final Pattern PLACE = Pattern.compile("\\$(?:\\$|(\\d+)|\\{(\\w+)})");

  private final Pattern expression;

  Groups(Pattern expression) {
    this.expression = expression;
  }

  /**
   * @throws IllegalArgumentException if {@code answer} names a group that there is not
   */
  void requireKnown(FakeAnswer answer) {
    // With an empty alternative before it the pattern is found anywhere, and its groups with it.
    Matcher anywhere = Pattern.compile("|" + expression, expression.flags()).matcher("");
    if (anywhere.find()) {
      filled(answer, anywhere);
    }
  }

  /** {@code userText} is one in which the expression was found. */
  FakeAnswer filled(FakeAnswer answer, String userText) {
    Matcher matcher = expression.matcher(userText);
    return matcher.find() ? filled(answer, matcher) : answer;
  }

  private FakeAnswer filled(FakeAnswer answer, Matcher groups) {
    return new FakeAnswer(
        answer.content().stream().map(part -> filled(part, groups)).toList(),
        answer.ending(),
        answer.latency());
  }

  private ContentPart filled(ContentPart part, Matcher groups) {
    if (part instanceof ContentPart.Text text) {
      return new ContentPart.Text(filled(text.text(), groups, said -> said), text.annotations());
    } else if (part instanceof ContentPart.Refusal refusal) {
      return new ContentPart.Refusal(filled(refusal.text(), groups, said -> said));
    } else if (part instanceof ContentPart.ToolCall call) {
      return new ContentPart.ToolCall(
          call.callId(), call.name(), filled(call.arguments(), groups, Groups::inJson));
    }
    return part;
  }

  private String filled(String template, Matcher groups, UnaryOperator<String> written) {
    return PLACE
        .matcher(template)
        .replaceAll(
            place -> Matcher.quoteReplacement(written.apply(valueOf(place, groups, template))));
  }

  private String valueOf(MatchResult place, Matcher groups, String template) {
    if (place.group().equals("$$")) {
      return "$";
    }
    String name = place.group(1) == null ? place.group(2) : place.group(1);
    try {
      String value =
          Character.isDigit(name.charAt(0))
              ? groups.group(Integer.parseInt(name))
              : groups.group(name);
      return value == null ? "" : value;
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          place.group()
              + " in '"
              + Excerpt.beginning(template, 80)
              + "' names a group that /"
              + expression
              + "/ does not have (a plain dollar is written $$)",
          e);
    }
  }

  private static String inJson(String said) {
    String quoted = JsonCodec.write(said);
    return quoted.substring(1, quoted.length() - 1);
  }
}
