package io.threadkeep.transport.fake.cassette;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says why a request has no recorded answer, and how it differs from the nearest one. */
final class Mismatch {
  private static final String ADVICE =
      "\nLines with - were recorded, lines with + are asked for now. If the change is meant, record"
          + " it again; what changes with each run can be redacted.";

  private final Path file;
  private final Matching matching;
  private final Tape tape;

  Mismatch(Path file, Matching matching, Tape tape) {
    this.file = file;
    this.matching = matching;
    this.tape = tape;
  }

  UnmatchedRequestException of(String asked) {
    return new UnmatchedRequestException(file, explanation(asked));
  }

  private String explanation(String asked) {
    List<Recorded> unused = tape.unused();
    Optional<Interaction> used = equal(asked, tape.loaded());
    if (unused.isEmpty()) {
      return "all of its "
          + tape.loaded().size()
          + " interactions were used, and one more request came"
          + used.map(same -> ", equal to " + same + ".")
              .orElseGet(() -> "." + nearest(asked, tape.loaded()));
    }
    Interaction next = unused.get(0).place();
    Optional<Interaction> later = equal(asked, unused);
    if (later.isPresent()) {
      return next
          + " is next, but the request is that of "
          + later.get()
          + ". Calls that go on side by side need matching in any order.";
    }
    if (used.isPresent()) {
      return "the request is that of " + used.get() + ", which was used already.";
    }
    return matching == Matching.IN_ORDER
        ? next + " is next, and the request is another:" + difference(next, asked)
        : "nothing recorded is equal to the request." + nearest(asked, unused);
  }

  private static Optional<Interaction> equal(String asked, List<Recorded> recorded) {
    return recorded.stream().filter(each -> each.answers(asked)).map(Recorded::place).findFirst();
  }

  private static String nearest(String asked, List<Recorded> recorded) {
    Map<String, Integer> lines = new HashMap<>();
    asked.lines().forEach(line -> lines.merge(line, 1, Integer::sum));
    return recorded.stream()
        .map(Recorded::place)
        .max(Comparator.comparingLong(place -> shared(place, lines)))
        .map(nearest -> " The nearest is " + nearest + ":" + difference(nearest, asked))
        .orElse("");
  }

  /** How many lines both have, less those that only the recorded one has. */
  private static long shared(Interaction place, Map<String, Integer> asked) {
    Map<String, Integer> left = new HashMap<>(asked);
    return place
        .request()
        .lines()
        .mapToInt(line -> left.merge(line, -1, Integer::sum) >= 0 ? 1 : -1)
        .sum();
  }

  private static String difference(Interaction recorded, String asked) {
    return "\n" + Difference.between(recorded.request(), asked) + ADVICE;
  }
}
