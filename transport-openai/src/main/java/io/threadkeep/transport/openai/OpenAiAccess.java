package io.threadkeep.transport.openai;

import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * What only a running application can give: keys as they are at the time, and an HTTP client of its
 * own. With Guice, {@code ThreadkeepModule.overriding(binder ->
 * binder.bind(OpenAiAccess.class).toInstance(…))}.
 *
 * @param key asked anew for each call, so that it can change; empty for a server that needs none
 * @param http whose connections, TLS and interceptors are used, and which stays open when the
 *     transport is closed; null for one of the transport's own
 */
public record OpenAiAccess(Supplier<String> key, @Nullable OkHttpClient http) {

  public static OpenAiAccess withKey(Supplier<String> key) {
    return new OpenAiAccess(key, null);
  }

  public OpenAiAccess over(@Nullable OkHttpClient newHttp) {
    return new OpenAiAccess(key, newHttp);
  }

  /** What a supplier of keys calls itself is not known to be harmless. */
  @Override
  public String toString() {
    return "OpenAiAccess[]";
  }
}
