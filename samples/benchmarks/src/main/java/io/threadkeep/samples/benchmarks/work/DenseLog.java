package io.threadkeep.samples.benchmarks.work;

import io.threadkeep.message.Message;
import java.util.List;
import java.util.stream.IntStream;

/** A whole log that is read back, to see what was kept. */
final class DenseLog {

  private DenseLog() {}

  /**
   * What it says.
   *
   * @param messages oldest first
   * @throws IllegalStateException if the positions are not 1, 2, 3 …
   */
  static List<String> texts(List<Message> messages) {
    int gap =
        IntStream.range(0, messages.size())
            .filter(i -> messages.get(i).position() != i + 1)
            .findFirst()
            .orElse(-1);
    if (gap >= 0) {
      throw new IllegalStateException(
          "Message " + (gap + 1) + " has position " + messages.get(gap).position() + ".");
    }
    return messages.stream().map(Message::text).toList();
  }
}
