package io.threadkeep.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.kit.LogFixture;
import io.threadkeep.kit.ValidWindow;
import io.threadkeep.message.Role;
import java.util.Optional;
import java.util.Random;
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
      LogFixture log = LogFixture.random(random, random.nextInt(60));
      ContextPolicy policy = randomPolicy(random);
      Optional<ContextWindow> window = select(policy, log);
      if (window.isEmpty()) {
        overflows++;
        continue;
      }
      String trial = "seed " + seed + ", " + policy.spec();
      ValidWindow.require(trial, log, window.get());
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
      return Optional.of(ContextWindow.of(policy, log, LogFixture.BARE));
    } catch (WindowOverflowException e) {
      return Optional.empty();
    }
  }

  private static ContextPolicy randomPolicy(Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> new LastMessages(1 + random.nextInt(30));
      case 3 -> new BlockAligned(randomPolicy(random), 2 + random.nextInt(30));
      case 4 -> new Pinned(1 + random.nextInt(8), randomPolicy(random));
      case 5 -> new Auto();
      case 1 -> new TokenBudget(10 + random.nextInt(1_500));
      case 2 -> new TokenBudget(10 + random.nextInt(1_500), Overflow.SHORTEN_TOOL_OUTPUTS);
      default -> new Everything();
    };
  }
}
