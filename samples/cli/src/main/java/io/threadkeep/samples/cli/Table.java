package io.threadkeep.samples.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in columns that are as wide as their widest cell; numbers stand on the right. */
final class Table {
  private static final String GAP = "  ";
  private final List<String[]> rows = new ArrayList<>();
  private final boolean[] right;

  /**
   * @param headings those of numbers begin with {@code >}, which is not shown
   */
  Table(String... headings) {
    right = new boolean[headings.length];
    String[] shown = new String[headings.length];
    for (int i = 0; i < headings.length; i++) {
      right[i] = headings[i].startsWith(">");
      shown[i] = right[i] ? headings[i].substring(1) : headings[i];
    }
    rows.add(shown);
  }

  void add(String... cells) {
    rows.add(Arrays.stream(cells).map(Plain::line).toArray(String[]::new));
  }

  void print(Output output) {
    int[] widths = new int[right.length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], width(row[i]));
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        String space = " ".repeat(widths[i] - width(row[i]));
        line.append(right[i] ? space + row[i] : row[i] + space).append(GAP);
      }
      output.line(line.toString().stripTrailing());
    }
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
