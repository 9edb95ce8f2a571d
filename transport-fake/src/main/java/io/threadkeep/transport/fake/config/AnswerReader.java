package io.threadkeep.transport.fake.config;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.fake.Babbler;
import io.threadkeep.transport.fake.FakeAnswer;
import io.threadkeep.transport.fake.FakeFailure;
import io.threadkeep.transport.fake.FakeTransportBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads an answer: what is said, and how it ends. Unknown keys are left to the caller. */
final class AnswerReader {
  private static final String ALLOWED = "reply, refuse, call, fail, hang or babble";

  private AnswerReader() {}

  static Consumer<FakeTransportBuilder> read(Section section, long seed) {
    boolean babbles = section.flag("babble");
    int mistakes = section.problems().count();
    Optional<FakeAnswer> fixed = fixed(section, !babbles);
    // A mistake in it is noted already, and once is enough.
    Optional<Duration> latency =
        section.problems().count() == mistakes ? section.duration("latency") : Optional.empty();
    if (babbles && fixed.isPresent()) {
      section.problem("babble", "another answer beside it", "one of the two");
    }
    return babbles
        ? builder -> builder.thenAnswer(babble(new Babbler(seed), latency))
        : builder -> fixed.ifPresent(builder::then);
  }

  /** Nothing, if there is nothing or the mistake is noted. */
  static Optional<FakeAnswer> fixed(Section section, boolean required) {
    int mistakes = section.problems().count();
    List<ContentPart> said = said(section);
    Optional<FakeAnswer> ending = ending(section);
    List<Section> calls = section.sections("call");
    Optional<Duration> latency = section.duration("latency");
    if (said.isEmpty() && ending.isEmpty() && calls.isEmpty()) {
      if (required && section.problems().count() == mistakes) {
        section.problem("nothing to answer", ALLOWED);
      }
      return Optional.empty();
    }
    FakeAnswer end = ending.orElseGet(() -> FakeAnswer.of(List.of(), FinishReason.STOP));
    FakeAnswer answer = new FakeAnswer(said, end.ending(), latency.orElse(null));
    for (Section call : calls) {
      answer = withCall(answer, call);
    }
    return Optional.of(answer);
  }

  private static Function<ModelRequest, FakeAnswer> babble(
      Babbler babbler, Optional<Duration> latency) {
    return latency
        .<Function<ModelRequest, FakeAnswer>>map(
            time -> babbler.andThen(answer -> answer.latency(time)))
        .orElse(babbler);
  }

  private static List<ContentPart> said(Section section) {
    List<ContentPart> said = new ArrayList<>();
    add(said, section, "reply", ContentPart.Text::new);
    add(said, section, "refuse", ContentPart.Refusal::new);
    return said;
  }

  private static void add(
      List<ContentPart> said, Section section, String key, Function<String, ContentPart> part) {
    try {
      section.text(key).map(part).ifPresent(said::add);
    } catch (InvalidInputException e) {
      section.problem(key, e.found(), e.limit());
    }
  }

  private static FakeAnswer withCall(FakeAnswer answer, Section call) {
    String tool = call.text("tool").orElse("");
    String arguments = call.json("arguments").orElse("{}");
    call.refuseUnknownKeys();
    try {
      return answer.andCall(tool, arguments);
    } catch (InvalidInputException e) {
      call.problem(e.field().endsWith("arguments") ? "arguments" : "tool", e.found(), e.limit());
      return answer;
    }
  }

  private static Optional<FakeAnswer> ending(Section section) {
    Optional<FakeFailure> failure = section.oneOf("fail", FakeFailure.class);
    Optional<Duration> wait = section.duration("retry-after");
    if (wait.isPresent() && failure.filter(FakeFailure::takesDelay).isEmpty()) {
      section.problem("retry-after", "no failure that takes it", "fail = rate-limit or overloaded");
      return Optional.empty();
    }
    List<FakeAnswer> endings =
        Stream.of(
                section
                    .oneOf("finish", FinishReason.class)
                    .map(finish -> FakeAnswer.of(List.of(), finish)),
                failure.map(f -> FakeAnswer.failure(f, wait.orElse(Duration.ZERO))),
                Optional.of(FakeAnswer.hang()).filter(hang -> section.flag("hang")))
            .flatMap(Optional::stream)
            .toList();
    if (endings.size() > 1) {
      section.problem(endings.size() + " ends", "one of finish, fail and hang");
    }
    return endings.stream().findFirst();
  }
}
