package io.threadkeep.samples.benchmarks.work;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What is said: 250 characters of question, 500 of reply, both with the number of their turn. No
 * spaces: the fake transport emits such a reply in one piece.
 */
public final class Texts {
  private static final String QUESTION = "question:";
  private static final String REPLY = "reply:";
  private static final String FILL = "x".repeat(500);

  private Texts() {}

  public static String question(long turn) {
    return padded(QUESTION + turn + ":", 250);
  }

  static String reply(long turn) {
    return padded(REPLY + turn + ":", 500);
  }

  public static String replyTo(String question) {
    return reply(turn(question));
  }

  /**
   * Whether {@code texts} hold the question and the reply of each turn from 1 on, and no others.
   */
  public static boolean areWholePairs(List<String> texts, long turns) {
    Map<String, Long> counts =
        texts.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return texts.size() == 2 * turns
        && LongStream.rangeClosed(1, turns)
            .allMatch(
                turn -> counts.containsKey(question(turn)) && counts.containsKey(reply(turn)));
  }

  private static long turn(String text) {
    int from = text.indexOf(':') + 1;
    return Long.parseLong(text, from, text.indexOf(':', from), 10);
  }

  private static String padded(String head, int length) {
    return head.concat(FILL.substring(0, length - head.length()));
  }
}
