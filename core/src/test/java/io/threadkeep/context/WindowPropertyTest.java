package io.threadkeep.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random logs with whole, broken and interleaved tool groups, cut by random policies: every window
 * is one that a provider accepts.
 */
class WindowPropertyTest {
  private static final int SEEDS = 4_000;

  @Test
  void everyWindowOfARandomLogIsValid() {
    int overflows = 0;
    int withTools = 0;
    int cut = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      LogFixture log = randomLog(random);
      ContextPolicy policy = randomPolicy(random);
      Optional<ContextWindow> window = select(policy, log);
      if (window.isEmpty()) {
        overflows++;
        continue;
      }
      String trial = "seed " + seed + ", " + policy.spec();
      requireValid(trial, log, window.get());
      withTools += window.get().messages().stream().anyMatch(m -> m.role() == Role.TOOL) ? 1 : 0;
      cut += window.get().manifest().leftOut().isEmpty() ? 0 : 1;
    }
    // The property is worth nothing if the interesting cases never come up.
    assertThat(overflows).as("overflows").isBetween(20, SEEDS / 2);
    assertThat(withTools).as("windows with tools").isGreaterThan(SEEDS / 4);
    assertThat(cut).as("windows that leave something out").isGreaterThan(SEEDS / 4);
  }

  private static Optional<ContextWindow> select(ContextPolicy policy, LogFixture log) {
    try {
      return Optional.of(policy.select(log, LogFixture.BARE));
    } catch (WindowOverflowException e) {
      return Optional.empty();
    }
  }

  private static void requireValid(String trial, LogFixture log, ContextWindow window) {
    List<Long> positions = window.messages().stream().map(Message::position).toList();
    assertThat(positions).as(trial).doesNotHaveDuplicates();
    requirePairedTools(trial, window.messages());
    requireNewestQuestion(trial, log, positions);
    requireFullAccount(trial, log, window);
    if (positions.isEmpty()) {
      assertThat(window.manifest().leftOut())
          .as(trial)
          .noneMatch(leftOut -> leftOut.reason() == LeftOut.Reason.BEYOND_WINDOW);
    }
    if (window.manifest().policy().startsWith(TokenBudget.NAME)) {
      assertThat(window.messages().stream().mapToInt(Message::tokens).sum())
          .as(trial)
          .isEqualTo(window.manifest().tokens());
    }
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

  private static void requireNewestQuestion(String trial, LogFixture log, List<Long> positions) {
    for (long position = log.end(); position >= 1; position--) {
      if (log.at(position).role() == Role.USER) {
        assertThat(positions).as(trial).contains(position);
        return;
      }
    }
  }

  private static void requireFullAccount(String trial, LogFixture log, ContextWindow window) {
    List<Long> told = new ArrayList<>();
    window.manifest().included().forEach(range -> addAll(told, range));
    window.manifest().leftOut().forEach(leftOut -> addAll(told, leftOut.range()));
    assertThat(told).as(trial).doesNotHaveDuplicates().hasSize((int) log.end());
  }

  private static void addAll(List<Long> positions, PositionRange range) {
    for (long position = range.from(); position <= range.to(); position++) {
      positions.add(position);
    }
  }

  private static ContextPolicy randomPolicy(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new LastMessages(1 + random.nextInt(30));
      case 1 -> new TokenBudget(10 + random.nextInt(1_500));
      case 2 -> new TokenBudget(10 + random.nextInt(1_500), Overflow.SHORTEN_TOOL_OUTPUTS);
      default -> new Everything();
    };
  }

  private static LogFixture randomLog(Random random) {
    LogFixture log = new LogFixture();
    int length = random.nextInt(60);
    List<String> open = new ArrayList<>();
    int calls = 0;
    while (log.end() < length) {
      int choice = random.nextInt(10);
      if (!open.isEmpty() && choice < 6) {
        log.result(open.remove(random.nextInt(open.size())), "r".repeat(random.nextInt(900)));
      } else if (choice < 4) {
        log.user("u".repeat(1 + random.nextInt(300)));
      } else if (choice < 7) {
        log.assistant("a".repeat(1 + random.nextInt(300)));
      } else if (choice < 9) {
        String[] callIds = new String[1 + random.nextInt(4)];
        for (int i = 0; i < callIds.length; i++) {
          callIds[i] = "call" + calls++;
          open.add(callIds[i]);
        }
        log.calls(callIds);
      } else if (random.nextBoolean()) {
        log.result("stray" + calls++, "r".repeat(random.nextInt(900)));
      } else if (!open.isEmpty()) {
        // A run died here: the rest of its results never comes.
        open.clear();
      }
    }
    return log;
  }
}
