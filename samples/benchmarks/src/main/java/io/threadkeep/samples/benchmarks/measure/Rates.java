package io.threadkeep.samples.benchmarks.measure;

import io.threadkeep.samples.benchmarks.work.Workload;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleBiFunction;

/** What several workloads came to in the same rounds: in the same minutes, on the same machine. */
public record Rates(List<Map<Workload, Rate>> rounds) {

  /** One workload in one round. */
  public record Rate(double turnsPerSecond, double bytesPerTurn) {
    public double microsPerTurn() {
      return 1e6 / turnsPerSecond;
    }
  }

  /** How many times as many turns {@code one} makes as {@code other}. */
  public double ratio(Workload one, Workload other) {
    return median(one, other, (a, b) -> a.turnsPerSecond() / b.turnsPerSecond());
  }

  /** What {@code one} takes longer than {@code other} on one thread. */
  public double moreMicros(Workload one, Workload other) {
    return median(one, other, (a, b) -> a.microsPerTurn() - b.microsPerTurn());
  }

  public double moreBytes(Workload one, Workload other) {
    return median(one, other, (a, b) -> a.bytesPerTurn() - b.bytesPerTurn());
  }

  public Rate median(Workload workload) {
    return new Rate(
        median(workload, workload, (rate, same) -> rate.turnsPerSecond()),
        median(workload, workload, (rate, same) -> rate.bytesPerTurn()));
  }

  private double median(Workload one, Workload other, ToDoubleBiFunction<Rate, Rate> figure) {
    return Medians.of(
        rounds.stream()
            .mapToDouble(round -> figure.applyAsDouble(rate(round, one), rate(round, other)))
            .toArray());
  }

  private static Rate rate(Map<Workload, Rate> round, Workload workload) {
    return Objects.requireNonNull(round.get(workload), () -> workload + " was not run.");
  }
}
