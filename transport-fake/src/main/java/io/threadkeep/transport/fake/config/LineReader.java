package io.threadkeep.transport.fake.config;

import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.transport.fake.FakeTransportBuilder;
import io.threadkeep.transport.fake.RequestCondition;
import java.util.List;
import java.util.function.Consumer;

/** Reads a line of the script, as what it tells the builder. */
final class LineReader {
  private static final String ALWAYS = "always";

  private LineReader() {}

  /**
   * @param timesOfAll what a line is told that does not say how often it answers
   */
  static Consumer<FakeTransportBuilder> read(
      Section line, long seed, Consumer<FakeTransportBuilder> timesOfAll) {
    int mistakes = line.problems().count();
    List<RequestCondition> conditions =
        line.section("when").map(ConditionReader::read).orElse(List.of());
    Consumer<FakeTransportBuilder> begin =
        builder -> begin(builder, conditions).named(line.place());
    Consumer<FakeTransportBuilder> whole =
        begin.andThen(answers(line, seed)).andThen(times(line, timesOfAll));
    line.refuseUnknownKeys();
    if (line.problems().count() == mistakes) {
      tryOut(whole, line);
    }
    return whole;
  }

  /** How often; {@code otherwise} if that is not said. */
  static Consumer<FakeTransportBuilder> times(
      Section section, Consumer<FakeTransportBuilder> otherwise) {
    if (section.is("times", ALWAYS)) {
      return FakeTransportBuilder::always;
    }
    return section
        .number("times", "always, or a whole number from 1 on", 1, Integer.MAX_VALUE)
        .<Consumer<FakeTransportBuilder>>map(times -> builder -> builder.times(times.intValue()))
        .orElse(otherwise);
  }

  private static Consumer<FakeTransportBuilder> answers(Section line, long seed) {
    List<Section> sections = line.sections("then");
    if (sections.isEmpty() && !line.has("then")) {
      return AnswerReader.read(line, seed);
    }
    if (sections.isEmpty()) {
      line.problem("then", "no answer", "at least one");
    }
    return sections.stream()
        .map(
            section -> {
              Consumer<FakeTransportBuilder> answer = AnswerReader.read(section, seed);
              section.refuseUnknownKeys();
              return answer;
            })
        .reduce(builder -> {}, Consumer::andThen);
  }

  private static FakeTransportBuilder begin(
      FakeTransportBuilder builder, List<RequestCondition> conditions) {
    return conditions.isEmpty()
        ? builder.when(RequestCondition.anyRequest())
        : builder.when(
            conditions.get(0),
            conditions.subList(1, conditions.size()).toArray(RequestCondition[]::new));
  }

  /** Finds what only the builder knows to be wrong, such as a group that there is not. */
  private static void tryOut(Consumer<FakeTransportBuilder> told, Section line) {
    try {
      told.accept(FakeTransport.script());
    } catch (IllegalArgumentException e) {
      line.problem(String.valueOf(e.getMessage()), "groups that user-matches has");
    }
  }
}
