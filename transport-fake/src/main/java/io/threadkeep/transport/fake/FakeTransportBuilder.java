package io.threadkeep.transport.fake;

import io.threadkeep.context.PromptSizes;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.transport.ModelRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the script of a {@link FakeTransport}, line by line, and says how it is played. {@link
 * #when} begins a line, {@code then…} adds answers to it; answers before the first {@code when} are
 * for any request. Not safe for use by many threads; the transport that it builds is.
 */
public final class FakeTransportBuilder implements Answering<FakeTransportBuilder> {
  private final List<LineDraft> lines = new ArrayList<>();
  private TokenCounter counter = TokenCounter.estimating();
  private Pace pace = Pace.AT_ONCE;
  private Pause pause = Pause.REAL;

  FakeTransportBuilder() {}

  /**
   * Begins a line for requests of which all this is true.
   *
   * @throws IllegalStateException if the line before has no answer
   */
  public FakeTransportBuilder when(RequestCondition first, RequestCondition... more) {
    return begin(Stream.concat(Stream.of(first), Stream.of(more)).toList());
  }

  /** What messages call the line, instead of {@code line 3}. */
  public FakeTransportBuilder named(String name) {
    current().name(name);
    return this;
  }

  /** The line gives all its answers so many times over; once unless this is said. */
  public FakeTransportBuilder times(int times) {
    if (times < 1) {
      throw new IllegalArgumentException("Expected at least 1 time, but found " + times + ".");
    }
    current().times(times);
    return this;
  }

  /** The line gives its answers in turn, as often as it is asked. */
  public FakeTransportBuilder always() {
    current().times(Line.ALWAYS);
    return this;
  }

  @Override
  public FakeTransportBuilder then(FakeAnswer... answers) {
    for (FakeAnswer answer : answers) {
      current().add(answer);
    }
    return this;
  }

  @Override
  public FakeTransportBuilder thenAnswer(Function<ModelRequest, FakeAnswer> answer) {
    current().add(asked -> answered(answer, asked.request()));
    return this;
  }

  @Override
  public FakeTransportBuilder andCall(String tool, String arguments) {
    current().addCall(tool, arguments);
    return this;
  }

  /** How long each answer takes to begin; no time by default. */
  public FakeTransportBuilder latency(Duration latency) {
    pace = pace.latency(latency);
    return this;
  }

  /** What passes between two pieces of an answer; no time by default. */
  public FakeTransportBuilder gap(Duration gap) {
    pace = pace.gap(gap);
    return this;
  }

  /** Answers come in pieces of so many characters; word by word by default. */
  public FakeTransportBuilder piecesOf(int characters) {
    if (characters < 1) {
      throw new IllegalArgumentException(
          "Expected pieces of at least 1 character, but found " + characters + ".");
    }
    pace = pace.piece(characters);
    return this;
  }

  /** How that time passes; {@link Pause#REAL} by default. */
  public FakeTransportBuilder pausing(Pause newPause) {
    pause = newPause;
    return this;
  }

  /** What counts the tokens of prompts and answers: the same as the host's, for the same usage. */
  public FakeTransportBuilder counting(TokenCounter newCounter) {
    counter = newCounter;
    return this;
  }

  /** Builds a transport that echoes what no line answers. */
  public FakeTransport otherwiseEcho() {
    return otherwise(Echo::of);
  }

  /** Builds a transport that asks {@code answers} for what no line answers. */
  public FakeTransport otherwise(Function<ModelRequest, FakeAnswer> answers) {
    return build(request -> answered(answers, request));
  }

  /** Builds a transport for which it is an error to be asked what no line answers. */
  public FakeTransport otherwiseFail() {
    return build(null);
  }

  private FakeTransport build(@Nullable Function<ModelRequest, FakeAnswer> otherwise) {
    return new FakeTransport(
        new Script(lines.stream().map(LineDraft::line).toList(), otherwise),
        new PromptSizes(counter),
        pace,
        pause);
  }

  private LineDraft current() {
    if (lines.isEmpty()) {
      begin(List.of(RequestCondition.anyRequest()));
    }
    return lines.get(lines.size() - 1);
  }

  private FakeTransportBuilder begin(List<RequestCondition> conditions) {
    if (!lines.isEmpty()) {
      current().requireAnswer();
    }
    lines.add(new LineDraft("line " + (lines.size() + 1), conditions));
    return this;
  }

  private static FakeAnswer answered(
      Function<ModelRequest, FakeAnswer> answers, ModelRequest request) {
    return Objects.requireNonNull(answers.apply(request), "an answer that is null");
  }
}
