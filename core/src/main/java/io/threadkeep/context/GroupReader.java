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
  /**
   * How many messages that no window can hold are passed over before the search ends, beyond as
   * many as were of use: a log of strays must not be read to its start for every call.
   */
  private static final int MOST_STRAYS = 10_000;

  static final int LARGEST_READ = 1_000;

  private final PinnedLog log;
  private final int expected;
  private final Deque<Message> read = new ArrayDeque<>();
  private final Map<String, Message> waitingResults = new HashMap<>();
  private final Map<Long, LeftOut.Reason> setAside = new HashMap<>();
  private long below;
  private long passedOver;
  private long handedOut;

  /**
   * @param expected size of the window: what is read first; if that is not enough, as much again as
   *     was read so far
   */
  GroupReader(PinnedLog log, int expected) {
    this.log = log;
    this.expected = Math.max(1, expected);
    this.below = log.end() + 1;
  }

  /** The next older group, or null at the start of the log or after too many strays. */
  @Nullable MessageGroup next() {
    while (!gaveUp()) {
      Message message = nextMessage();
      if (message == null) {
        return null;
      }
      MessageGroup group = groupFrom(message);
      if (group != null) {
        handedOut += group.messages().size();
        return group;
      }
      passedOver++;
    }
    return null;
  }

  /** Whether there may be more, but not within reach. */
  boolean gaveUp() {
    return passedOver > MOST_STRAYS + handedOut;
  }

  /** Whether the whole log has been handed out. */
  boolean isAtStart() {
    return below <= 1 && read.isEmpty();
  }

  /** What was read and can never be part of a window, by position. */
  NavigableMap<Long, LeftOut.Reason> setAside() {
    NavigableMap<Long, LeftOut.Reason> all = new TreeMap<>(setAside);
    if (isAtStart()) {
      // At the start of the log nothing more can turn up; before it, a waiting result's call may.
      waitingResults
          .values()
          .forEach(result -> all.put(result.position(), LeftOut.Reason.ORPHANED_RESULT));
    }
    return all;
  }

  private @Nullable MessageGroup groupFrom(Message message) {
    if (message.role() == Role.TOOL) {
      keepResults(message);
      return null;
    }
    if (message.saysNothing()) {
      setAside.put(message.position(), LeftOut.Reason.WITHDRAWN);
      return null;
    }
    List<ContentPart.ToolCall> calls = message.toolCalls();
    if (calls.isEmpty()) {
      return new MessageGroup(List.of(message));
    }
    // No provider knows what was withdrawn.
    return close(
        message.isWithdrawn() ? message.shortened(List.copyOf(calls), message.tokens()) : message);
  }

  private @Nullable Message nextMessage() {
    if (read.isEmpty() && below > 1) {
      long readSoFar = log.end() + 1 - below;
      read.addAll(log.before(below, (int) Math.min(Math.max(expected, readSoFar), LARGEST_READ)));
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
