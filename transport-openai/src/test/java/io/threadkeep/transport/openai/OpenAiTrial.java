package io.threadkeep.transport.openai;

import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.transport.ProviderFailure;
import io.threadkeep.kit.transport.SeenPrompt;
import io.threadkeep.kit.transport.TransportTrial;
import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelTransport;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** The transport with a stub of the provider at the other end. */
final class OpenAiTrial implements TransportTrial {
  static final String KEY = "sk-test-0123456789-canary";

  /** Short, since tests wait for it; only those do that set it. */
  static final Duration GAP = Duration.ofMillis(250);

  final StubProvider provider = new StubProvider();
  final ApiWire wire;
  private final ModelTransport transport;

  OpenAiTrial(ApiWire wire) {
    this(wire, Duration.ofSeconds(20));
  }

  /** Bears no longer silence than {@code gap}, before the first word neither. */
  OpenAiTrial(ApiWire wire, Duration gap) {
    this(wire, options -> options.withTimeouts(timeouts(gap, gap)));
  }

  OpenAiTrial(ApiWire wire, UnaryOperator<OpenAiOptions> changes) {
    this.wire = wire;
    this.transport =
        new OpenAiTransport(
            changes.apply(
                OpenAiOptions.defaults()
                    .withApi(wire.api())
                    .withEndpoint(OpenAiEndpoint.at(provider.baseUrl()))
                    .withTimeouts(timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20)))),
            () -> KEY,
            new ManualClock());
  }

  static OpenAiTimeouts timeouts(Duration firstWord, Duration gap) {
    return OpenAiTimeouts.defaults().withFirstWord(firstWord).withGap(gap);
  }

  @Override
  public ModelTransport transport() {
    return transport;
  }

  @Override
  public void answers(List<ContentPart> content, FinishReason finish, Usage usage) {
    provider.answers(StubAnswer.events(wire.events(content, finish, usage)));
  }

  @Override
  public void echoes() {
    provider.answers(
        (request, connection) ->
            StubAnswer.events(whole("You said: " + wire.userText(request.body())))
                .answer(request, connection));
  }

  @Override
  public void fails(ProviderFailure failure) {
    String tellingKey = "It concerns the key " + KEY + " of yours.";
    provider.answers(
        switch (failure) {
          case RATE_LIMIT -> StubAnswer.error(429, "rate_limit_exceeded", tellingKey);
          case QUOTA_USED_UP -> StubAnswer.error(429, "insufficient_quota", tellingKey);
          case UNKNOWN_KEY -> StubAnswer.error(401, "invalid_api_key", tellingKey);
          case NO_PERMISSION -> StubAnswer.error(403, "not_allowed", tellingKey);
          case NO_SUCH_MODEL -> StubAnswer.error(404, "model_not_found", tellingKey);
          case BAD_REQUEST -> StubAnswer.error(400, "invalid_value", tellingKey);
          case PROMPT_TOO_LONG -> StubAnswer.error(400, "context_length_exceeded", tellingKey);
          case SERVER_ERROR -> StubAnswer.error(503, "server_error", tellingKey);
          case UNREADABLE_ANSWER -> StubAnswer.events(List.of("{\"" + KEY + "\": nonsense"));
          case ANSWER_BREAKS_OFF -> {
            List<String> whole = whole("Never to be finished");
            yield StubAnswer.events(whole.subList(0, whole.size() / 2));
          }
        });
  }

  @Override
  public void hangs() {
    provider.answers(StubAnswer.silence());
  }

  @Override
  public void answersNothing() {
    provider.answers(StubAnswer.events(wire.events(List.of(), FinishReason.STOP, Usage.NONE)));
  }

  @Override
  public List<SeenPrompt> prompts() {
    return provider.requests().stream().map(request -> wire.prompt(request.body())).toList();
  }

  @Override
  public String secret() {
    return KEY;
  }

  @Override
  public void awaitDisconnected() {
    provider.awaitDisconnected();
  }

  @Override
  public void close() {
    transport.close();
    provider.close();
  }

  List<String> whole(String text) {
    return wire.events(
        List.of(new ContentPart.Text(text)), FinishReason.STOP, new Usage(12, 5, 4, 3));
  }
}
