package io.threadkeep.samples.benchmarks.work;

import io.threadkeep.message.Message;
import io.threadkeep.message.Role;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A whole log that is read back, oldest message first, to see what was kept. */
final class DenseLog {

  private DenseLog() {}

  /** Whether the positions are 1, 2, 3 … */
  static boolean isDense(List<Message> messages) {
    return IntStream.range(0, messages.size()).allMatch(i -> messages.get(i).position() == i + 1);
  }

  /**
   * Whether each turn's question is there, and a run's reply for each. A run that has waited sees
   * the questions that came meanwhile, so a reply's text does not tell which one it is for.
   */
  static boolean isAnswered(List<Message> messages, int turns) {
    List<String> questions =
        messages.stream()
            .filter(message -> message.role() == Role.USER)
            .map(Message::text)
            .sorted()
            .toList();
    long runs =
        messages.stream()
            .filter(message -> message.role() == Role.ASSISTANT)
            .map(message -> message.origin().runId())
            .distinct()
            .count();
    return messages.size() == 2 * turns
        && runs == turns
        && questions.equals(
            LongStream.rangeClosed(1, turns).mapToObj(Texts::question).sorted().toList());
  }
}
