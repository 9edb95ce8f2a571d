package io.threadkeep.kit.simulation;

import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a simulation has come to. */
final class Findings {
  private final Trace trace = new Trace();
  private final List<Violation> violations = new ArrayList<>();
  private final Map<Coverage, Integer> coverage = new EnumMap<>(Coverage.class);
  private int answers;
  private int stored;
  private int ended;
  private int expired;

  void note(long micros, Object where, String what) {
    trace.add(micros, where, what);
  }

  void violated(Violation violation) {
    violations.add(violation);
  }

  boolean isViolated() {
    return !violations.isEmpty();
  }

  void cover(Coverage what) {
    coverage.merge(what, 1, Integer::sum);
  }

  /** A model has answered, and wants its money. */
  void answered() {
    answers++;
  }

  /** At the end: what is in the logs of all that was answered. */
  void stored(int newStored) {
    stored += newStored;
  }

  void ended(Run run) {
    ended++;
    expired += run.status() == RunStatus.EXPIRED ? 1 : 0;
  }

  Report report(long seed) {
    return new Report(
        seed,
        List.copyOf(violations),
        Map.copyOf(coverage),
        new Report.Work(answers, stored, ended, expired),
        trace.digest(),
        trace.lines());
  }
}
