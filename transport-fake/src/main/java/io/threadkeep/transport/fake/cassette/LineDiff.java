package io.threadkeep.transport.fake.cassette;

import java.util.ArrayList;
import java.util.List;

/** What two texts have in common, line by line, and what not. */
final class LineDiff {
  /** Where it would take a larger table, all between the first and the last change is changed. */
  private static final long LARGEST_TABLE = 1_000_000;

  /** Lines that went and lines that came in their place; or lines that stayed, in both lists. */
  record Stretch(List<String> before, List<String> after, boolean stayed) {}

  private final List<Stretch> stretches = new ArrayList<>();

  private LineDiff() {}

  static List<Stretch> of(List<String> before, List<String> after) {
    int shorter = Math.min(before.size(), after.size());
    int head = 0;
    while (head < shorter && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    LineDiff diff = new LineDiff();
    diff.stayed(before.subList(0, head));
    diff.compare(
        before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
    diff.stayed(before.subList(before.size() - tail, before.size()));
    return diff.stretches;
  }

  /** Walks along a longest common subsequence. */
  private void compare(List<String> before, List<String> after) {
    if ((long) before.size() * after.size() > LARGEST_TABLE) {
      changed(before, after);
      return;
    }
    int[][] ahead = commonAhead(before, after);
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      int gone = i;
      int come = j;
      while (!areAlike(before, i, after, j) && (i < before.size() || j < after.size())) {
        boolean goes =
            j == after.size() || (i < before.size() && ahead[i + 1][j] >= ahead[i][j + 1]);
        i += goes ? 1 : 0;
        j += goes ? 0 : 1;
      }
      changed(before.subList(gone, i), after.subList(come, j));
      int alike = i;
      while (areAlike(before, i, after, j)) {
        i++;
        j++;
      }
      stayed(before.subList(alike, i));
    }
  }

  /** For each place in both, how many lines from there on can be kept. */
  private static int[][] commonAhead(List<String> before, List<String> after) {
    int[][] ahead = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        ahead[i][j] =
            areAlike(before, i, after, j)
                ? ahead[i + 1][j + 1] + 1
                : Math.max(ahead[i + 1][j], ahead[i][j + 1]);
      }
    }
    return ahead;
  }

  private static boolean areAlike(List<String> before, int i, List<String> after, int j) {
    return i < before.size() && j < after.size() && before.get(i).equals(after.get(j));
  }

  private void stayed(List<String> lines) {
    if (!lines.isEmpty()) {
      stretches.add(new Stretch(lines, lines, true));
    }
  }

  private void changed(List<String> before, List<String> after) {
    if (!before.isEmpty() || !after.isEmpty()) {
      stretches.add(new Stretch(before, after, false));
    }
  }
}
