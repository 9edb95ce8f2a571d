package io.threadkeep.samples.cli.report;

import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a log can be cut so that both parts have their windows for themselves: no tool call before
 * the cut waits for a result behind it, and no result behind it is a second one.
 *
 * @param newest by position, the newest such point that is not behind it
 */
record SettledPoints(List<Long> newest) {

  static SettledPoints of(List<Message> messages) {
    // How many more open calls there are from a position on, or fewer.
    int[] change = new int[messages.size() + 2];
    Map<String, Integer> openedAt = new HashMap<>();
    for (int i = 0; i < messages.size(); i++) {
      int position = i + 1;
      for (ContentPart.ToolResult result : messages.get(i).toolResults()) {
        int from = openedAt.computeIfAbsent(result.callId(), unused -> position);
        change[from]++;
        change[position]--;
      }
      for (ContentPart.ToolCall call : messages.get(i).toolCalls()) {
        openedAt.put(call.callId(), position);
      }
    }
    Long[] newest = new Long[messages.size() + 1];
    long last = 0;
    int open = 0;
    for (int position = 0; position < newest.length; position++) {
      open += change[position];
      last = open == 0 ? position : last;
      newest[position] = last;
    }
    return new SettledPoints(List.of(newest));
  }

  /** 0 if there is none. */
  long newestBelow(long position) {
    return newest.get((int) Math.max(0, position - 1));
  }
}
