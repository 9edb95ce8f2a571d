package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.context.ContextWindow;
import io.threadkeep.context.PinnedLog;
import io.threadkeep.context.PositionRange;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a window must be so that a provider accepts it and a person can trust its account. */
public final class ValidWindow {

  private ValidWindow() {}

  public static void require(String trial, PinnedLog log, ContextWindow window) {
    // A summary stands in no log.
    List<Long> positions =
        window.messages().stream().map(Message::position).filter(at -> at > 0).toList();
    assertThat(positions).as(trial).doesNotHaveDuplicates();
    requirePairedTools(trial, window.messages());
    requireNewestQuestion(trial, log, positions);
    requireFullAccount(trial, log, positions, window);
    int tokens = window.messages().stream().mapToInt(Message::tokens).sum();
    assertThat(window.manifest().tokens())
        .as(trial)
        .isEqualTo(tokens + window.manifest().details().preambleTokens());
  }

  /** Each call is followed at once by all its results, and by nothing else until then. */
  private static void requirePairedTools(String trial, List<Message> messages) {
    Set<String> open = new HashSet<>();
    for (Message message : messages) {
      if (message.role() == Role.TOOL) {
        for (ContentPart.ToolResult result : message.toolResults()) {
          assertThat(open.remove(result.callId())).as("%s: a call for %s", trial, result).isTrue();
        }
      } else {
        assertThat(open).as("%s: open calls before %d", trial, message.position()).isEmpty();
        message.toolCalls().forEach(call -> open.add(call.callId()));
      }
    }
    assertThat(open).as(trial).isEmpty();
  }

  /** Where nobody has asked anything, whatever a window can hold at all stands for it. */
  private static void requireNewestQuestion(String trial, PinnedLog log, List<Long> positions) {
    boolean sayable = false;
    for (Message message : log.before(log.end() + 1, (int) log.end())) {
      sayable |= message.role() == Role.ASSISTANT && message.toolCalls().isEmpty();
      if (message.role() == Role.USER) {
        assertThat(positions).as(trial).contains(message.position());
        return;
      }
    }
    if (sayable) {
      assertThat(positions).as(trial).isNotEmpty();
    }
  }

  private static void requireFullAccount(
      String trial, PinnedLog log, List<Long> positions, ContextWindow window) {
    List<Long> told = new ArrayList<>();
    window.manifest().included().forEach(range -> addAll(told, range));
    assertThat(told).as(trial).hasSize(positions.size());
    window.manifest().leftOut().forEach(leftOut -> addAll(told, leftOut.range()));
    assertThat(told).as(trial).doesNotHaveDuplicates().hasSize((int) log.end());
  }

  private static void addAll(List<Long> positions, PositionRange range) {
    for (long position = range.from(); position <= range.to(); position++) {
      positions.add(position);
    }
  }
}
