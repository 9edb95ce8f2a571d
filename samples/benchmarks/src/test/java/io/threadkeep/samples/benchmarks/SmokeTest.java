package io.threadkeep.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.samples.benchmarks.measure.Crowd;
import io.threadkeep.samples.benchmarks.measure.Effort;
import io.threadkeep.samples.benchmarks.measure.Growth;
import io.threadkeep.samples.benchmarks.measure.Rates;
import io.threadkeep.samples.benchmarks.measure.Timing;
import io.threadkeep.samples.benchmarks.place.Place;
import io.threadkeep.samples.benchmarks.work.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of measurement once, for a moment: that it works, not how fast. */
class SmokeTest {

  @ParameterizedTest
  @EnumSource(Workload.class)
  void jmhRunsEachWorkload(Workload workload) throws Exception {
    Rates rates = new Timing(Effort.SMOKE, 0).compare(Place.H2, 2, workload);
    assertThat(rates.median(workload).turnsPerSecond()).isPositive();
  }

  @Test
  void jmhRunsTheEngineInMemory() throws Exception {
    Rates rates =
        new Timing(Effort.SMOKE, 0)
            .compare(Place.MEMORY, 1, Workload.RUN_BY_HAND, Workload.FULL_RUN);
    assertThat(rates.median(Workload.FULL_RUN).bytesPerTurn()).isPositive();
  }

  @Test
  void logsOfAllLengthsAreMeasured() throws Exception {
    assertThat(Growth.micros(Place.H2, Workload.STORE_TURN, Effort.SMOKE))
        .containsOnlyKeys(Effort.SMOKE.lengths());
  }

  @ParameterizedTest
  @EnumSource(
      value = Workload.class,
      names = {"PLAIN_TURN", "STORE_TURN"})
  void whatACrowdSaysIsKept(Workload workload) throws Exception {
    assertThat(Crowd.on(Place.H2, workload, Effort.SMOKE.crowd()).whole()).isTrue();
  }
}
