package io.threadkeep.transport.fake.config;

import io.threadkeep.transport.fake.FailuresOnCue;
import io.threadkeep.transport.fake.FakeAnswer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads {@code failures}: what comes before the script. */
final class FailureReader {
  private FailureReader() {}

  static Consumer<FailuresOnCue> read(Section file, long seed) {
    return file.section("failures").map(section -> failures(section, seed)).orElse(cue -> {});
  }

  private static Consumer<FailuresOnCue> failures(Section section, long seed) {
    FakeAnswer[] once = answers(section.sections("once"));
    List<Section> always = section.section("always").stream().toList();
    Consumer<FailuresOnCue> all = cue -> cue.once(once);
    for (FakeAnswer failure : answers(always)) {
      all = all.andThen(cue -> cue.always(failure));
    }
    Consumer<FailuresOnCue> randomly =
        section.section("randomly").map(random -> randomly(random, seed)).orElse(cue -> {});
    section.refuseUnknownKeys();
    return all.andThen(randomly);
  }

  private static Consumer<FailuresOnCue> randomly(Section section, long seed) {
    int mistakes = section.problems().count();
    Optional<Double> probability = section.probability("probability");
    FakeAnswer[] failures = answers(section.sections("with"));
    section.refuseUnknownKeys();
    boolean whole = probability.isPresent() && failures.length > 0;
    if (!whole && section.problems().count() == mistakes) {
      section.problem("too little", "a probability, and with, which holds the failures");
    }
    return whole ? cue -> cue.randomly(probability.get(), seed, failures) : cue -> {};
  }

  private static FakeAnswer[] answers(List<Section> sections) {
    return sections.stream()
        .map(
            section -> {
              Optional<FakeAnswer> answer = AnswerReader.fixed(section, true);
              section.refuseUnknownKeys();
              return answer;
            })
        .flatMap(Optional::stream)
        .toArray(FakeAnswer[]::new);
  }
}
