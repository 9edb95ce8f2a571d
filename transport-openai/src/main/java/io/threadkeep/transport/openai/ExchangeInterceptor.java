package io.threadkeep.transport.openai;

import java.io.IOException;
import java.util.function.Supplier;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the vendor's client and the network: puts the key on each request, so that the
 * client never has it, and tells the exchange which HTTP call it is, since the client does not hand
 * that out.
 */
final class ExchangeInterceptor implements Interceptor {
  /** The client's blocking methods send on the thread that calls them. */
  private static final ThreadLocal<@Nullable Exchange> CURRENT = new ThreadLocal<>();

  /** Runs {@code request}, whose HTTP call will be that of {@code exchange}. */
  static <T> T during(Exchange exchange, Supplier<T> request) {
    CURRENT.set(exchange);
    try {
      return request.get();
    } finally {
      CURRENT.remove();
    }
  }

  /** Whether {@code key} can stand in a header; the one thing that must hold for every key. */
  static boolean canSend(String key) {
    return key.chars().allMatch(c -> c > ' ' && c < 0x7F);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Exchange exchange = CURRENT.get();
    if (exchange == null) {
      throw new IOException("A request outside of any model call.");
    }
    exchange.begin(chain.call());
    Request.Builder request = chain.request().newBuilder().removeHeader("Authorization");
    if (!exchange.key().isEmpty()) {
      request.header("Authorization", "Bearer " + exchange.key());
    }
    return chain.proceed(request.build());
  }
}
