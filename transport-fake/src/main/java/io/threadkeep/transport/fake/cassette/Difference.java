package io.threadkeep.transport.fake.cassette;

import io.threadkeep.limit.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * The difference between two texts as people read it: lines that went begin with -, lines that came
 * with +, and a little of what stands around them with a space.
 */
final class Difference {
  private static final int CONTEXT = 2;
  private static final int MOST_LINES = 60;
  private static final int LONGEST_LINE = 160;

  /** How much of what two long lines have in common is shown before they differ. */
  private static final int LEAD = 40;

  private static final String GAP = "…";

  private final List<String> shown = new ArrayList<>();

  private Difference() {}

  static String between(String before, String after) {
    List<LineDiff.Stretch> stretches = LineDiff.of(before.lines().toList(), after.lines().toList());
    Difference difference = new Difference();
    for (int i = 0; i < stretches.size(); i++) {
      LineDiff.Stretch stretch = stretches.get(i);
      if (stretch.stayed()) {
        difference.showContext(stretch.before(), i > 0, i < stretches.size() - 1);
      } else {
        difference.showChange(stretch.before(), stretch.after());
      }
    }
    return difference.text();
  }

  private void showContext(List<String> lines, boolean afterChange, boolean beforeChange) {
    int first = afterChange ? CONTEXT : 0;
    int last = beforeChange ? CONTEXT : 0;
    if (lines.size() <= first + last) {
      lines.forEach(line -> show(' ', line, line));
      return;
    }
    lines.subList(0, first).forEach(line -> show(' ', line, line));
    shown.add("  " + GAP);
    lines.subList(lines.size() - last, lines.size()).forEach(line -> show(' ', line, line));
  }

  private void showChange(List<String> gone, List<String> come) {
    for (int i = 0; i < gone.size(); i++) {
      show('-', gone.get(i), i < come.size() ? come.get(i) : "");
    }
    for (int i = 0; i < come.size(); i++) {
      show('+', come.get(i), i < gone.size() ? gone.get(i) : "");
    }
  }

  /** Cuts a long line to where it differs from {@code other}. */
  private void show(char mark, String line, String other) {
    String cut = line;
    if (line.length() > LONGEST_LINE) {
      int common = 0;
      int shorter = Math.min(line.length(), other.length());
      while (common < shorter && line.charAt(common) == other.charAt(common)) {
        common++;
      }
      int from = common == line.length() ? 0 : Math.max(0, common - LEAD);
      String rest = line.substring(from);
      cut = (from > 0 ? GAP : "") + Text.truncate(rest, LONGEST_LINE);
      cut += rest.length() > LONGEST_LINE ? GAP : "";
    }
    shown.add(mark + " " + cut);
  }

  private String text() {
    int more = shown.size() - MOST_LINES;
    return more <= 1
        ? String.join("\n", shown)
        : String.join("\n", shown.subList(0, MOST_LINES)) + "\n  … and " + more + " lines more";
  }
}
