package io.threadkeep.transport.openai;

import java.io.IOException;
import java.util.function.Supplier;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the vendor's client and the network: puts the key on each request, so that the
 * client never has it, bounds what comes back, and tells the exchange which HTTP call it is, since
 * the client does not hand that out.
 */
final class ExchangeInterceptor implements Interceptor {
  /** The client's blocking methods send on the thread that calls them. */
  private static final ThreadLocal<@Nullable Exchange> CURRENT = new ThreadLocal<>();

  private final KeyHeader keyHeader;

  /** Null for the vendor's own. */
  private final @Nullable String host;

  ExchangeInterceptor(OpenAiEndpoint endpoint) {
    this.keyHeader = endpoint.keyHeader();
    this.host = endpoint.baseUrl() == null ? null : BaseUrl.read(endpoint.baseUrl()).host();
  }

  /** Runs {@code request}, whose HTTP call will be that of {@code exchange}. */
  static <T> T during(Exchange exchange, Supplier<T> request) {
    CURRENT.set(exchange);
    try {
      return request.get();
    } finally {
      CURRENT.remove();
    }
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Exchange exchange = CURRENT.get();
    if (exchange == null) {
      throw new IOException("A request outside of any model call.");
    }
    exchange.begin(chain.call());
    Request.Builder request = chain.request().newBuilder();
    keyHeader.put(request, exchange.key());
    if (host != null) {
      request.url(chain.request().url().newBuilder().host(host).build());
    }
    Response response = BoundedBody.of(RetryAfterShield.restore(chain.proceed(request.build())));
    if (response.body() != null) {
      exchange.answeredOn(response.body().source().timeout());
    }
    return response;
  }
}
