package io.threadkeep.samples.benchmarks;

import io.threadkeep.samples.benchmarks.measure.Effort;
import io.threadkeep.samples.benchmarks.place.PostgresServer;
import io.threadkeep.samples.benchmarks.place.Scratch;
import io.threadkeep.samples.benchmarks.report.Finding;
import io.threadkeep.samples.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures all that there is a goal for and prints one table: {@code java -jar benchmarks.jar
 * [--long] [section ...]}.
 */
public final class Benchmarks {
  private static final String LONG = "--long";
  private static final Map<String, Section> SECTIONS = new LinkedHashMap<>();

  static {
    SECTIONS.put("counts", new TurnCounts());
    SECTIONS.put("turns", new Turns());
    SECTIONS.put("crowd", new Crowds());
    SECTIONS.put("growth", new Growths());
    SECTIONS.put("engine", new EngineCosts());
    SECTIONS.put("waiting", new ManyWaiting());
  }

  private Benchmarks() {}

  /** Exit code 2 for a section that is not there. */
  public static void main(String[] arguments) throws Exception {
    List<String> wanted = new ArrayList<>(List.of(arguments));
    Effort effort = wanted.remove(LONG) ? Effort.LONG : Effort.SHORT;
    if (!SECTIONS.keySet().containsAll(wanted)) {
      System.err.println("Usage: [" + LONG + "] [section ...], of " + SECTIONS.keySet());
      System.exit(2);
    }
    if (!PostgresServer.isThere()) {
      System.err.println("SKIPPED: all on PostgreSQL: no initdb on the PATH");
    }
    System.err.println("Files are kept in " + Scratch.directory());
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, Section> section : SECTIONS.entrySet()) {
      if (wanted.isEmpty() || wanted.contains(section.getKey())) {
        System.err.println("Measuring: " + section.getKey());
        findings.addAll(section.getValue().measure(effort));
      }
    }
    System.out.println(Table.of(findings));
  }
}
