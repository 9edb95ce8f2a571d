package io.threadkeep.transport.openai;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps {@code Retry-After} from OkHttp, which would send a request again by itself when a 503 says
 * 0, and breaks on a number that is no {@code int}. When to try again is the engine's to decide.
 */
final class RetryAfterShield implements Interceptor {
  private static final String SEEN = "Retry-After";
  private static final String HIDDEN = "Threadkeep-Hidden-Retry-After";

  @Override
  public Response intercept(Chain chain) throws IOException {
    return moved(chain.proceed(chain.request()), SEEN, HIDDEN);
  }

  /** Puts it back, once OkHttp has let the response go. */
  static Response restore(Response response) {
    return moved(response, HIDDEN, SEEN);
  }

  private static Response moved(Response response, String from, String to) {
    String value = response.header(from);
    return value == null
        ? response
        : response.newBuilder().removeHeader(from).header(to, value).build();
  }
}
