package io.threadkeep.transport.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.services.blocking.chat.ChatCompletionService;
import io.threadkeep.context.ModelLimits;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.transport.AuthenticationException;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTimeoutException;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.transport.OverloadedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

/**
 * A {@link ModelTransport} to OpenAI, Azure or a compatible server. The whole window is sent with
 * each call, and nothing is kept there: {@code store} is off, and no id of a former answer is used.
 *
 * <p>Attachments are not sent: they belong to hosted tools, which this transport does not use.
 */
public final class OpenAiTransport implements ModelTransport {
  /** As long as OkHttp can count, in milliseconds of an {@code int}. */
  private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

  private final OpenAiOptions options;
  private final OpenAiAccess access;
  private final RetryAfter retryAfter;
  private final ResponsesPrompt responsesPrompt;
  private final ChatPrompt chatPrompt;
  private final OkHttpClient http;
  private final OpenAIClient client;
  private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param key asked anew for each call, so that it can change; empty for a server that needs none
   * @param clock for HTTP dates
   */
  public OpenAiTransport(OpenAiOptions options, Supplier<String> key, InstantSource clock) {
    this(options, OpenAiAccess.withKey(key), clock);
  }

  /**
   * @param clock for HTTP dates
   * @throws InvalidInputException if the API is not to be had at the endpoint
   */
  public OpenAiTransport(OpenAiOptions options, OpenAiAccess access, InstantSource clock) {
    if (!options.endpoint().speaks(options.api())) {
      throw new InvalidInputException(
          "api",
          OpenAiSettings.API_ON_AZURE,
          options.api() + " at " + options.endpoint().baseUrl());
    }
    this.options = options;
    this.access = access;
    this.retryAfter = new RetryAfter(clock);
    this.responsesPrompt = new ResponsesPrompt(options);
    this.chatPrompt = new ChatPrompt(options);
    this.http = HttpClients.of(options.endpoint(), access.http());
    this.client = VendorClients.of(options.endpoint(), http);
  }

  @Override
  public ModelReply call(ModelRequest request, ModelCall call) {
    if (call.isCancelled() || closed) {
      throw new CallCancelledException("The call was cancelled before it was sent.", null);
    }
    if (request.timeout().compareTo(Duration.ofMillis(1)) < 0) {
      throw new ModelTimeoutException("There was no time left to send the call.", null);
    }
    if (request.messages().isEmpty() && request.instructions().isEmpty()) {
      throw new InvalidRequestException(
          "There is nothing to be shown to the model: no instructions, and no message of the thread"
              + " is in its window. Nothing was sent: say something, and run again.",
          null);
    }
    RemoteImages.check(request, options.payload().remoteImages());
    Exchange exchange = new Exchange(currentKey());
    exchanges.add(exchange);
    try {
      call.onCancel(exchange::stop);
      return send(request, call, exchange);
    } finally {
      exchanges.remove(exchange);
    }
  }

  @Override
  public ModelLimits limits() {
    return options.modelsThere();
  }

  /** Cancels the calls under way. */
  @Override
  public void close() {
    closed = true;
    exchanges.forEach(Exchange::stop);
    client.close();
    if (access.http() == null) {
      HttpClients.close(http);
    }
  }

  @Override
  public String toString() {
    return "OpenAiTransport[" + options.api() + "]";
  }

  private String currentKey() {
    String current;
    try {
      current = access.key().get().trim();
    } catch (RuntimeException e) {
      // Not kept as the cause: what a store of secrets says may hold one.
      throw new OverloadedException(
          "The key could not be had (" + e.getClass().getSimpleName() + "). Nothing was sent.",
          Duration.ZERO,
          null);
    }
    if (!HeaderRules.canSendKey(current)) {
      throw new AuthenticationException(
          "The key holds characters other than visible ASCII. Nothing was sent.", null);
    }
    return current;
  }

  private ModelReply send(ModelRequest request, ModelCall call, Exchange exchange) {
    if (closed) {
      // close() may have looked round before this exchange was there to be seen.
      exchange.stop();
    }
    Redaction redaction = new Redaction(exchange.key(), options.endpoint().headers().values());
    Failures failures = new Failures(new ToldFailures(retryAfter, redaction));
    StreamedCall streamed = new StreamedCall(exchange, call, failures, options.timeouts());
    return switch (options.api()) {
      case RESPONSES -> responses(request, streamed, failures);
      case CHAT_COMPLETIONS -> chatCompletions(request, streamed);
    };
  }

  @SuppressWarnings("MustBeClosedChecker") // StreamedCall closes what it is given to open.
  private ModelReply responses(ModelRequest request, StreamedCall streamed, Failures failures) {
    ResponseCreateParams params = responsesPrompt.of(request);
    return streamed.read(
        () -> client.responses().withRawResponse().createStreaming(params, timeouts(request)),
        new ResponsesAnswer(request.settings().model(), failures));
  }

  @SuppressWarnings("MustBeClosedChecker") // StreamedCall closes what it is given to open.
  private ModelReply chatCompletions(ModelRequest request, StreamedCall streamed) {
    ChatCompletionCreateParams params = chatPrompt.of(request);
    ChatCompletionService.WithRawResponse completions =
        client.chat().completions().withRawResponse();
    return streamed.read(
        () -> completions.createStreaming(params, timeouts(request)),
        new ChatAnswer(request.settings().model()));
  }

  private RequestOptions timeouts(ModelRequest request) {
    Timeout timeout =
        Timeout.builder()
            .connect(options.timeouts().connect())
            .read(options.timeouts().firstWord())
            .write(options.timeouts().gap())
            .request(Collections.min(List.of(request.timeout(), LONGEST)))
            .build();
    return RequestOptions.builder().timeout(timeout).build();
  }
}
