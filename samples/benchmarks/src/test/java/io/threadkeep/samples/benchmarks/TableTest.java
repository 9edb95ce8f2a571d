package io.threadkeep.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.samples.benchmarks.report.Finding;
import io.threadkeep.samples.benchmarks.report.Goal;
import io.threadkeep.samples.benchmarks.report.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void goalsAreKeptOrMissed() {
    String table =
        Table.of(
            List.of(
                new Finding("turns", "20 µs", "10 µs", 2, Goal.atMost(1.4, "×")),
                Finding.of("rows", 21, Goal.atMost(25, "")),
                Finding.beside("rate", 0.5, 1, Goal.atLeast(0.65, "×")),
                Finding.of("whatever", 120, Goal.none("kB"))));
    assertThat(table.lines())
        .containsExactly(
            "| Measure  | Measured | Baseline | Figure | Goal     |        |",
            "| -------- | -------- | -------- | ------ | -------- | ------ |",
            "| turns    | 20 µs    | 10 µs    | 2.00 × | ≤ 1.40 × | MISSED |",
            "| rows     | 21.0     |          | 21.0   | ≤ 25.0   | kept   |",
            "| rate     | 0.50 ×   | 1.00 ×   | 0.50 × | ≥ 0.65 × | MISSED |",
            "| whatever | 120 kB   |          | 120 kB |          |        |");
  }
}
