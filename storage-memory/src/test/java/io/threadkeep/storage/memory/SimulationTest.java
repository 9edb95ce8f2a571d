package io.threadkeep.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.threadkeep.kit.Chaos;
import io.threadkeep.kit.simulation.Coverage;
import io.threadkeep.kit.simulation.Ground;
import io.threadkeep.kit.simulation.Report;
import io.threadkeep.kit.simulation.Simulation;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The whole engine under faults that a seed draws; a seed that fails is run again by its number.
 */
class SimulationTest {
  private static final Ground MEMORY = InMemoryThreadStore::new;
  private static final int SEEDS = Chaos.times(500, 100_000);

  @Test
  void noSeedBreaksAnInvariantAndEveryKindOfTroubleIsMet() {
    Map<Coverage, Integer> met = new EnumMap<>(Coverage.class);
    int answers = 0;
    int stored = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Report report = Simulation.run(seed, MEMORY);
      assertThat(report.violations()).as(report::story).isEmpty();
      report.coverage().forEach((what, times) -> met.merge(what, times, Integer::sum));
      answers += report.work().answers();
      stored += report.work().stored();
    }
    assertThat(met).as("met in %d seeds", SEEDS).containsOnlyKeys(Coverage.values());
    assertThat((double) answers / stored).as("answers paid for each one kept").isLessThan(1.2);
  }

  @Test
  void withoutFaultsEachAnswerIsPaidForOnce() {
    for (long seed = 0; seed < SEEDS / 10; seed++) {
      Report report = Simulation.runUnharmed(seed, MEMORY);
      assertThat(report.violations()).as(report::story).isEmpty();
      // A run whose time is up while its model answers keeps a part of it, or nothing.
      assertThat(report.work().answers())
          .as(report::story)
          .isCloseTo(report.work().stored(), within(report.work().expired()));
    }
  }

  @Test
  void theSameSeedHappensAgain() {
    for (long seed = 0; seed < 20; seed++) {
      Report first = Simulation.run(seed, MEMORY);
      Report second = Simulation.run(seed, MEMORY);
      assertThat(second.lastLines()).as("seed=%d", seed).isEqualTo(first.lastLines());
      assertThat(second).as("seed=%d", seed).isEqualTo(first);
    }
  }
}
