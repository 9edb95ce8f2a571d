package io.threadkeep.transport.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.services.blocking.chat.ChatCompletionService;
import io.threadkeep.transport.AuthenticationException;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTimeoutException;
import io.threadkeep.transport.ModelTransport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A {@link ModelTransport} to OpenAI or a compatible server. The whole window is sent with each
 * call, and nothing is kept there: {@code store} is off, and no id of a former answer is used.
 *
 * <p>Attachments are not sent: they belong to hosted tools, which this transport does not use.
 */
public final class OpenAiTransport implements ModelTransport {
  /** As long as OkHttp can count, in milliseconds of an {@code int}. */
  private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

  private final OpenAiOptions options;
  private final Supplier<String> key;
  private final RetryAfter retryAfter;
  private final OpenAIClient client;
  private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param key asked anew for each call, so that it can change; empty for a server that needs none
   * @param clock for HTTP dates
   */
  public OpenAiTransport(OpenAiOptions options, Supplier<String> key, InstantSource clock) {
    this.options = options;
    this.key = key;
    this.retryAfter = new RetryAfter(clock);
    this.client = client(options);
  }

  @Override
  public ModelReply call(ModelRequest request, ModelCall call) {
    if (call.isCancelled() || closed) {
      throw new CallCancelledException("The call was cancelled before it was sent.", null);
    }
    if (request.timeout().compareTo(Duration.ofMillis(1)) < 0) {
      throw new ModelTimeoutException("There was no time left to send the call.", null);
    }
    Exchange exchange = new Exchange(currentKey());
    exchanges.add(exchange);
    try {
      call.onCancel(exchange::stop);
      return send(request, call, exchange);
    } finally {
      exchanges.remove(exchange);
    }
  }

  /** Cancels the calls under way. */
  @Override
  public void close() {
    closed = true;
    exchanges.forEach(Exchange::stop);
    client.close();
  }

  @Override
  public String toString() {
    return "OpenAiTransport[" + options.api() + "]";
  }

  private String currentKey() {
    String current;
    try {
      current = key.get().trim();
    } catch (RuntimeException e) {
      // Not kept as the cause: what a store of secrets says may hold one.
      throw new AuthenticationException(
          "The key could not be had (" + e.getClass().getSimpleName() + "). Nothing was sent.",
          null);
    }
    if (!ExchangeInterceptor.canSend(current)) {
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
    Failures failures = new Failures(retryAfter, exchange.key());
    StreamedCall streamed = new StreamedCall(exchange, call, failures);
    return switch (options.api()) {
      case RESPONSES -> responses(request, streamed, failures);
      case CHAT_COMPLETIONS -> chatCompletions(request, streamed);
    };
  }

  @SuppressWarnings("MustBeClosedChecker") // StreamedCall closes what it is given to open.
  private ModelReply responses(ModelRequest request, StreamedCall streamed, Failures failures) {
    ResponseCreateParams params = ResponsesPrompt.of(request);
    return streamed.read(
        () -> client.responses().withRawResponse().createStreaming(params, timeouts(request)),
        new ResponsesAnswer(request.settings().model(), failures));
  }

  @SuppressWarnings("MustBeClosedChecker") // StreamedCall closes what it is given to open.
  private ModelReply chatCompletions(ModelRequest request, StreamedCall streamed) {
    ChatCompletionCreateParams params = ChatPrompt.of(request);
    ChatCompletionService.WithRawResponse completions =
        client.chat().completions().withRawResponse();
    return streamed.read(
        () -> completions.createStreaming(params, timeouts(request)),
        new ChatAnswer(request.settings().model()));
  }

  private RequestOptions timeouts(ModelRequest request) {
    Duration total = request.timeout().compareTo(LONGEST) < 0 ? request.timeout() : LONGEST;
    Timeout timeout =
        Timeout.builder()
            .connect(options.connectTimeout())
            .read(options.gapTimeout())
            .write(options.gapTimeout())
            .request(total)
            .build();
    return RequestOptions.builder().timeout(timeout).build();
  }

  private static OpenAIClient client(OpenAiOptions options) {
    OpenAIOkHttpClient.Builder builder =
        OpenAIOkHttpClient.builder()
            .addInterceptor(new ExchangeInterceptor())
            // The client insists on one; the interceptor replaces it.
            .apiKey("unused")
            .maxRetries(0)
            // A redirect would carry the key and the conversation to somewhere else.
            .followRedirects(false)
            // Whatever the environment says: bodies and keys are not for the log.
            .logLevel(LogLevel.OFF);
    if (options.baseUrl() != null) {
      builder.baseUrl(options.baseUrl());
    }
    if (options.organization() != null) {
      builder.organization(options.organization());
    }
    if (options.project() != null) {
      builder.project(options.project());
    }
    return builder.build();
  }
}
