package io.threadkeep.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.kit.simulation.Report;
import io.threadkeep.kit.simulation.Simulation;
import io.threadkeep.kit.simulation.Violation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the simulation would find mistakes, if there were any. */
class SimulationOnTrialTest {
  private static final int SEEDS = 100;

  /** Any will do; one bug shows itself at the hundred-and-second for the first time. */
  private static final long FIRST = 10;

  static List<PlantedBug> bugs() {
    return PlantedBugs.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bugs")
  void findsWithinAHundredSeeds(PlantedBug bug) {
    List<String> found = new ArrayList<>();
    for (long seed = FIRST; seed < FIRST + SEEDS && !found.contains(bug.invariant()); seed++) {
      Report report = Simulation.run(seed, bug);
      report.violations().stream().map(Violation::invariant).forEach(found::add);
    }
    assertThat(found).as("invariants that '%s' breaks", bug).contains(bug.invariant());
  }
}
