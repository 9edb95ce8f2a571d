package io.threadkeep.transport.fake;

import io.threadkeep.context.PromptSizes;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.transport.ModelRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link FakeTransport} together: scripted answers are used up first, then rules are tried
 * in the order they were given.
 *
 * <pre>{@code
 * FakeTransport.builder()
 *     .when("(?i)capital of (\\w+)").reply("I have never been to $1.")
 *     .otherwiseEcho();
 * }</pre>
 */
public final class FakeTransportBuilder {
  private final List<FakeAnswer> scripted = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private TokenCounter counter = TokenCounter.estimating();
  private Duration latency = Duration.ZERO;
  private Pause pause = Pause.REAL;

  FakeTransportBuilder() {}

  /** What the next requests get, one each, whatever they say. */
  public FakeTransportBuilder then(FakeAnswer... answers) {
    scripted.addAll(List.of(answers));
    return this;
  }

  public FakeTransportBuilder thenReply(String... replies) {
    Arrays.stream(replies).map(FakeAnswer::text).forEach(scripted::add);
    return this;
  }

  /**
   * Begins a rule for requests whose newest user message contains a match.
   *
   * @param regex as {@link Pattern} reads it
   */
  public When when(String regex) {
    return new When(Pattern.compile(regex));
  }

  /** How long each answer takes; none by default. */
  public FakeTransportBuilder latency(Duration newLatency) {
    latency = newLatency;
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

  /** Builds a transport that echoes what nothing else answers. */
  public FakeTransport otherwiseEcho() {
    return otherwise(Script::echo);
  }

  /** Builds a transport that asks {@code answers} for what nothing else answers. */
  public FakeTransport otherwise(Function<ModelRequest, FakeAnswer> answers) {
    return build(answers);
  }

  /** Builds a transport for which it is an error to be asked what nothing answers. */
  public FakeTransport otherwiseFail() {
    return build(null);
  }

  private FakeTransport build(@Nullable Function<ModelRequest, FakeAnswer> otherwise) {
    return new FakeTransport(
        new Script(scripted, rules, otherwise), new PromptSizes(counter), latency, pause);
  }

  /** The second half of a rule. */
  public final class When {
    private final Pattern pattern;

    private When(Pattern pattern) {
      this.pattern = pattern;
    }

    /**
     * @param text may name groups of the expression, such as {@code $1}; a plain {@code $} is
     *     written {@code \$}
     */
    public FakeTransportBuilder reply(String text) {
      rules.add(Rule.reply(pattern, text));
      return FakeTransportBuilder.this;
    }

    public FakeTransportBuilder answer(FakeAnswer answer) {
      rules.add(new Rule(pattern, match -> answer));
      return FakeTransportBuilder.this;
    }
  }
}
