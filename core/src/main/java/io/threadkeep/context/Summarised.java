package io.threadkeep.context;

import io.threadkeep.message.Message;
import java.util.ArrayList;
import java.util.List;

/** Where a summary stands: behind the pins, before everything else. */
final class Summarised {

  private Summarised() {}

  static List<Message> window(List<Message> messages, List<PositionRange> pins, Summary summary) {
    int place = 0;
    while (place < messages.size() && isPinned(messages.get(place), pins)) {
      place++;
    }
    List<Message> window = new ArrayList<>(messages);
    window.add(place, summary.asMessage());
    return window;
  }

  private static boolean isPinned(Message message, List<PositionRange> pins) {
    return pins.stream()
        .anyMatch(range -> range.from() <= message.position() && message.position() <= range.to());
  }
}
