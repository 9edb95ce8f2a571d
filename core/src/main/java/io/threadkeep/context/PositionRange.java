package io.threadkeep.context;

import io.threadkeep.message.Message;
import java.util.ArrayList;
import java.util.List;

/** Positions {@code from} to {@code to} of a log, both included. */
public record PositionRange(long from, long to) {

  /** Where {@code messages} stand, in whatever order they come. */
  static List<PositionRange> of(List<Message> messages) {
    return covering(messages.stream().map(Message::position).sorted().toList());
  }

  /** The fewest ranges that hold just these positions, which come in ascending order. */
  static List<PositionRange> covering(List<Long> positions) {
    List<PositionRange> ranges = new ArrayList<>();
    for (long position : positions) {
      int last = ranges.size() - 1;
      if (last >= 0 && ranges.get(last).to == position - 1) {
        ranges.set(last, new PositionRange(ranges.get(last).from, position));
      } else {
        ranges.add(new PositionRange(position, position));
      }
    }
    return ranges;
  }
}
