package io.threadkeep.samples.benchmarks.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The findings as a table for people, which Markdown takes too. */
public final class Table {
  private static final List<String> HEAD =
      List.of("Measure", "Measured", "Baseline", "Figure", "Goal", "");

  private Table() {}

  public static String of(List<Finding> findings) {
    List<List<String>> rows =
        findings.stream()
            .map(
                finding ->
                    List.of(
                        finding.what(),
                        finding.measured(),
                        finding.baseline(),
                        finding.goal().shown(finding.figure()),
                        finding.goal().toString(),
                        finding.verdict()))
            .toList();
    List<Integer> widths =
        IntStream.range(0, HEAD.size())
            .mapToObj(
                column ->
                    Math.max(
                        HEAD.get(column).length(),
                        rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)))
            .toList();
    List<String> rule = widths.stream().map("-"::repeat).toList();
    StringBuilder table = new StringBuilder();
    line(table, HEAD, widths);
    line(table, rule, widths);
    rows.forEach(row -> line(table, row, widths));
    return table.toString();
  }

  private static void line(StringBuilder table, List<String> cells, List<Integer> widths) {
    table.append(
        IntStream.range(0, cells.size())
            .mapToObj(i -> cells.get(i) + " ".repeat(widths.get(i) - cells.get(i).length()))
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}
