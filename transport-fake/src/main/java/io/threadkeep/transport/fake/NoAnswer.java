package io.threadkeep.transport.fake;

import java.util.List;
import java.util.stream.Collectors;

/** Says why no line answers a request: which one comes nearest, and which are left. */
record NoAnswer(List<Line> lines, Asked asked, long number) {
  /** So that the longest script still makes a message that can be read. */
  private static final int SHOWN = 8;

  String message() {
    return "The fake transport has no answer to call "
        + number
        + ", in which the user says "
        + Excerpt.quoted(asked.newestUserText())
        + ".\n"
        + nearest()
        + "\n"
        + left()
        + "\nAdd a line for it, or end the script with otherwiseEcho().";
  }

  private String nearest() {
    Line nearest = null;
    double least = Double.POSITIVE_INFINITY;
    for (Line line : lines) {
      double distance = line.distance(asked);
      if (distance < least) {
        nearest = line;
        least = distance;
      }
    }
    return nearest == null
        ? "Its script has no lines."
        : "Nearest is " + nearest + ": " + nearest.miss(asked) + ".";
  }

  private String left() {
    List<Line> unused = lines.stream().filter(Line::isUnused).toList();
    if (unused.isEmpty()) {
      return "No line is left unused.";
    }
    String shown =
        unused.stream()
            .limit(SHOWN)
            .map(Line::unused)
            .collect(Collectors.joining("\n  ", "\n  ", ""));
    int more = unused.size() - SHOWN;
    return "Left unused:" + shown + (more > 0 ? "\n  and " + more + " more" : "");
  }
}
