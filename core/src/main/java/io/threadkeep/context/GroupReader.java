package io.threadkeep.context;

import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log backwards and hands out its groups, newest first.
 *
 * <p>Results are met before their call. They wait under their call's id until it comes, even with
 * other messages in between: somebody may have written while a tool was at work. What never finds
 * its partner is set aside with the reason.
 */
final class GroupReader {
  private final PinnedLog log;
  private final int chunk;
  private final Deque<Message> read = new ArrayDeque<>();
  private final Map<String, Message> waitingResults = new HashMap<>();
  private final Map<Long, LeftOut.Reason> setAside = new HashMap<>();
  private long below;

  /**
   * @param chunk how many messages to read at a time: the expected size of the window
   */
  GroupReader(PinnedLog log, int chunk) {
    this.log = log;
    this.chunk = chunk;
    this.below = log.end() + 1;
  }

  /** The next older group, or null at the start of the log. */
  @Nullable MessageGroup next() {
    for (Message message = nextMessage(); message != null; message = nextMessage()) {
      if (message.role() == Role.TOOL) {
        keepResults(message);
      } else if (message.toolCalls().isEmpty()) {
        return new MessageGroup(List.of(message));
      } else {
        MessageGroup group = close(message);
        if (group != null) {
          return group;
        }
      }
    }
    return null;
  }

  /** What was read and can never be part of a window, by position. */
  NavigableMap<Long, LeftOut.Reason> setAside() {
    NavigableMap<Long, LeftOut.Reason> all = new TreeMap<>(setAside);
    if (below <= 1 && read.isEmpty()) {
      // At the start of the log nothing more can turn up; before it, a waiting result's call may.
      waitingResults
          .values()
          .forEach(result -> all.put(result.position(), LeftOut.Reason.ORPHANED_RESULT));
    }
    return all;
  }

  private @Nullable Message nextMessage() {
    if (read.isEmpty() && below > 1) {
      read.addAll(log.before(below, chunk));
    }
    Message message = read.poll();
    below = message == null ? 1 : message.position();
    return message;
  }

  private void keepResults(Message message) {
    for (ContentPart.ToolResult result : message.toolResults()) {
      Message other = waitingResults.putIfAbsent(result.callId(), message);
      if (other != null) {
        // A call has one result: the newest one was met first and stands.
        setAside.put(message.position(), LeftOut.Reason.ORPHANED_RESULT);
      }
    }
  }

  private @Nullable MessageGroup close(Message call) {
    Set<Message> results = new HashSet<>();
    Set<String> callIds = new HashSet<>();
    boolean answered = true;
    for (ContentPart.ToolCall toolCall : call.toolCalls()) {
      callIds.add(toolCall.callId());
      Message result = waitingResults.get(toolCall.callId());
      answered &= result != null;
      if (result != null) {
        results.add(result);
      }
    }
    boolean strangersAmongThem =
        results.stream()
            .anyMatch(
                message ->
                    setAside.containsKey(message.position())
                        || message.toolResults().stream()
                            .anyMatch(part -> !callIds.contains(part.callId())));
    waitingResults.keySet().removeAll(callIds);
    if (!answered || strangersAmongThem) {
      setAside.put(call.position(), LeftOut.Reason.UNANSWERED_CALL);
      results.forEach(result -> setAside.put(result.position(), LeftOut.Reason.ORPHANED_RESULT));
      return null;
    }
    List<Message> group = new ArrayList<>(results);
    group.sort(Comparator.comparingLong(Message::position));
    group.add(0, call);
    return new MessageGroup(Collections.unmodifiableList(group));
  }
}
