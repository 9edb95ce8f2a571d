package io.threadkeep.transport.openai;

import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Makes the HTTP client that the vendor's client sends on. */
final class HttpClients {

  private HttpClients() {}

  /**
   * @param hosts to be built upon; null for a new one
   */
  static OkHttpClient of(OpenAiEndpoint endpoint, @Nullable OkHttpClient hosts) {
    OkHttpClient.Builder client = hosts == null ? new OkHttpClient.Builder() : hosts.newBuilder();
    client
        // A redirect would carry the key and the conversation to somewhere else.
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .addInterceptor(new ExchangeInterceptor(endpoint))
        .addNetworkInterceptor(new RetryAfterShield());
    if (endpoint.proxy() != null) {
      endpoint.proxy().install(client);
    }
    return guarded(client.build());
  }

  /** Whoever answers the proxy: the configuration, the host, or nobody. */
  private static OkHttpClient guarded(OkHttpClient client) {
    return client
        .newBuilder()
        .proxyAuthenticator(new ProxyGuard(client.proxyAuthenticator()))
        .build();
  }

  /** Lets go of the connections and threads of a client that is nobody else's. */
  static void close(OkHttpClient own) {
    own.dispatcher().executorService().shutdown();
    own.connectionPool().evictAll();
  }
}
