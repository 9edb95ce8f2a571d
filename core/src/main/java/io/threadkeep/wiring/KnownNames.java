package io.threadkeep.wiring;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All names of one kind, variables or keys, and what somebody may have meant who wrote another. A
 * section is what shares a first word.
 *
 * @param root what each name begins with: {@code threadkeep.}
 * @param sections their first words: {@code jdbc}
 * @param separator behind a section
 */
record KnownNames(String root, Collection<String> sections, char separator, List<String> names) {
  private static final int MOST_EDITS = 2;
  private static final int LETTERS_AN_EDIT = 3;

  /** Whether {@code name} belongs to nobody here, nor looks like a slip of the pen. */
  boolean isForeign(String name) {
    return !isOfKnownSection(name) && meantBy(name).isEmpty();
  }

  ConfigProblem unknown(String name) {
    List<String> allowed = meantBy(name);
    if (allowed.isEmpty()) {
      String section = sectionOf(name);
      allowed = names.stream().filter(known -> known.startsWith(section)).toList();
    }
    return new ConfigProblem(
        name,
        "a name that no backend on the class path knows",
        allowed.stream().sorted().collect(Collectors.joining(", ")));
  }

  boolean isOfKnownSection(String name) {
    return !sectionOf(name).equals(root);
  }

  private String sectionOf(String name) {
    return sections.stream()
        .map(section -> root + section + separator)
        .filter(name::startsWith)
        .findFirst()
        .orElse(root);
  }

  /** What is a letter or two away, or the same but for a forgotten section. */
  private List<String> meantBy(String name) {
    String written = name.substring(root.length());
    int most = Math.min(MOST_EDITS, written.length() / LETTERS_AN_EDIT);
    return names.stream()
        .filter(
            known ->
                known.endsWith(separator + written)
                    || edits(written, known.substring(root.length())) <= most)
        .toList();
  }

  /** Letters to add, to remove, to replace, or to swap with their neighbour. */
  private static int edits(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, from, to, i, j);
      }
    }
    return edits[from.length()][to.length()];
  }

  private static int fewest(int[][] edits, String from, String to, int i, int j) {
    int replaced = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int fewest = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(fewest, 1 + edits[i - 2][j - 2]) : fewest;
  }
}
