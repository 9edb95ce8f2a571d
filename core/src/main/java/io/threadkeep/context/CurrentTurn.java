package io.threadkeep.context;

import java.util.ArrayList;
import java.util.List;

/**
 * The groups from the newest user message on; the newest group where nobody has asked anything.
 *
 * @param groups newest first; none of an empty log
 * @param older what was read beyond it, newest first
 */
record CurrentTurn(List<MessageGroup> groups, List<MessageGroup> older) {
  /**
   * How far back the newest user message may lie. Further back than this a log is no conversation,
   * and no model could take what lies between.
   */
  private static final int LONGEST = 10_000;

  /**
   * @param reader that has handed nothing out
   * @throws WindowOverflowException if no user message is within reach
   */
  static CurrentTurn read(GroupReader reader) {
    List<MessageGroup> read = new ArrayList<>();
    int messages = 0;
    for (MessageGroup group = reader.next(); group != null; group = reader.next()) {
      read.add(group);
      messages += group.messages().size();
      if (group.isFromUser()) {
        return new CurrentTurn(read, List.of());
      }
      if (messages > LONGEST) {
        throw tooLong();
      }
    }
    if (reader.gaveUp()) {
      throw tooLong();
    }
    int newest = Math.min(1, read.size());
    return new CurrentTurn(read.subList(0, newest), read.subList(newest, read.size()));
  }

  private static WindowOverflowException tooLong() {
    return new WindowOverflowException(
        "No user message is among the newest "
            + LONGEST
            + " messages of the thread, so no window can hold its current turn. Append one before the run.");
  }
}
