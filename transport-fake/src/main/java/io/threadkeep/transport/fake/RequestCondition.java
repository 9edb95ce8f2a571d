package io.threadkeep.transport.fake;

import io.threadkeep.transport.ModelRequest;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a line of the script answers. Texts are compared to the letter; write {@code (?i)} into an
 * expression to ignore case.
 */
public final class RequestCondition {
  private final String description;
  private final Predicate<Asked> test;
  private final ToDoubleFunction<Asked> likeness;
  private final Function<Asked, String> found;
  private final @Nullable Pattern expression;

  private RequestCondition(
      String description,
      Predicate<Asked> test,
      ToDoubleFunction<Asked> likeness,
      Function<Asked, String> found,
      @Nullable Pattern expression) {
    this.description = description;
    this.test = test;
    this.likeness = likeness;
    this.found = found;
    this.expression = expression;
  }

  /** The newest user message is {@code text}. */
  public static RequestCondition userSays(String text) {
    return of("user says", text, Asked::newestUserText, String::equals);
  }

  /** {@code text} is somewhere in the newest user message. */
  public static RequestCondition userContains(String text) {
    return of("user contains", text, Asked::newestUserText, String::contains);
  }

  /**
   * {@code regex} is found somewhere in the newest user message. Replies may name its groups; of
   * several expressions in a line, those of the first.
   *
   * @param regex as {@link Pattern} reads it
   * @throws java.util.regex.PatternSyntaxException if it is none
   */
  public static RequestCondition userMatches(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return new RequestCondition(
        "user matches /" + regex + "/",
        asked -> pattern.matcher(asked.newestUserText()).find(),
        asked -> Likeness.of(regex, asked.newestUserText()),
        asked -> Excerpt.quoted(asked.newestUserText()),
        pattern);
  }

  /** {@code text} is somewhere in the system prompt. */
  public static RequestCondition systemContains(String text) {
    return of("system contains", text, asked -> asked.request().instructions(), String::contains);
  }

  /** The model is asked to go on with a result of {@code tool}: it is among the last messages. */
  public static RequestCondition toolResult(String tool) {
    return fixed(
        "result of " + tool,
        asked -> asked.newestToolResults().stream().anyMatch(r -> r.tool().equals(tool)),
        RequestCondition::results);
  }

  /** As {@link #toolResult(String)}, with {@code text} somewhere in what the tool gave back. */
  public static RequestCondition toolResult(String tool, String text) {
    return fixed(
        "result of " + tool + " contains " + Excerpt.quoted(text),
        asked ->
            asked.newestToolResults().stream()
                .anyMatch(r -> r.tool().equals(tool) && r.output().contains(text)),
        RequestCondition::results);
  }

  /** The model may call {@code tool}. */
  public static RequestCondition toolOffered(String tool) {
    return fixed(
        "tool " + tool + " is offered",
        asked -> asked.toolNames().contains(tool),
        asked -> listed("tools", asked.toolNames()));
  }

  /** The assistant's model is called {@code model}. */
  public static RequestCondition modelIs(String model) {
    return of("model is", model, asked -> asked.request().settings().model(), String::equals);
  }

  /** Every request. */
  public static RequestCondition anyRequest() {
    return that("any request", request -> true);
  }

  /**
   * @param description what it asks for, as messages are to name it
   * @param test must not change anything: it is asked as often as the fake likes
   */
  public static RequestCondition that(String description, Predicate<ModelRequest> test) {
    return fixed(
        description,
        asked -> test.test(asked.request()),
        asked -> "user " + Excerpt.quoted(asked.newestUserText()));
  }

  boolean holds(Asked asked) {
    return test.test(asked);
  }

  /** 0 if it holds; otherwise above 0 and up to 1, the smaller the more alike. */
  double distance(Asked asked) {
    return holds(asked) ? 0 : 1 - likeness.applyAsDouble(asked) / 2;
  }

  /** What a request had in the place of what this asks for. */
  String found(Asked asked) {
    return found.apply(asked);
  }

  /** Whose groups a reply may name; null if there are none. */
  @Nullable Pattern expression() {
    return expression;
  }

  @Override
  public String toString() {
    return description;
  }

  private static RequestCondition of(
      String what, String text, Function<Asked, String> read, BiPredicate<String, String> test) {
    return new RequestCondition(
        what + " " + Excerpt.quoted(text),
        asked -> test.test(read.apply(asked), text),
        asked -> Likeness.of(text, read.apply(asked)),
        asked -> Excerpt.quoted(read.apply(asked)),
        null);
  }

  private static RequestCondition fixed(
      String description, Predicate<Asked> test, Function<Asked, String> found) {
    return new RequestCondition(description, test, asked -> 0, found, null);
  }

  private static String results(Asked asked) {
    return asked.newestToolResults().stream()
        .map(result -> result.tool() + " " + Excerpt.quoted(result.output()))
        .collect(
            Collectors.collectingAndThen(Collectors.toList(), all -> listed("tool results", all)));
  }

  private static String listed(String what, List<String> names) {
    return names.isEmpty() ? "no " + what : what + " " + String.join(", ", names);
  }
}
