package io.threadkeep.transport.fake;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers each user message in which {@code pattern} is found. */
record Rule(Pattern pattern, Function<Matcher, FakeAnswer> answer) {

  /**
   * Replies with a text that may name groups of the pattern, such as {@code $1}.
   *
   * @throws IllegalArgumentException if the reply names a group that the pattern does not have
   */
  static Rule reply(Pattern pattern, String reply) {
    requireKnownGroups(pattern, reply);
    return new Rule(pattern, matcher -> FakeAnswer.text(expand(matcher, reply)));
  }

  Optional<FakeAnswer> answerTo(String userText) {
    Matcher matcher = pattern.matcher(userText);
    return matcher.find() ? Optional.of(answer.apply(matcher)) : Optional.empty();
  }

  private static void requireKnownGroups(Pattern pattern, String reply) {
    // With an empty alternative before it the pattern is found anywhere, and its groups with it.
    Matcher anywhere = Pattern.compile("|" + pattern.pattern(), pattern.flags()).matcher("");
    try {
      if (anywhere.find()) {
        expand(anywhere, reply);
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The reply '" + reply + "' names a group that /" + pattern + "/ does not have.", e);
    }
  }

  private static String expand(Matcher matcher, String reply) {
    StringBuilder expanded = new StringBuilder();
    matcher.appendReplacement(expanded, reply);
    return expanded.substring(matcher.start());
  }
}
