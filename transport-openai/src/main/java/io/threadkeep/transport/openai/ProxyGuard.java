package io.threadkeep.transport.openai;

import java.io.IOException;
import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Tells a proxy that refuses from one that is not there. On the way through a tunnel the HTTP
 * client would make the same plain failure of both.
 */
final class ProxyGuard implements Authenticator {
  /** What the HTTP client calls its asking ahead, before the proxy has said anything. */
  private static final String AHEAD = "OkHttp-Preemptive";

  private final Authenticator guarded;

  ProxyGuard(Authenticator guarded) {
    this.guarded = guarded;
  }

  @Override
  public @Nullable Request authenticate(@Nullable Route route, Response response)
      throws IOException {
    Request next;
    try {
      next = guarded.authenticate(route, response);
    } catch (RuntimeException e) {
      // Not kept as the cause: what a store of secrets says may hold one.
      throw new RefusedException(
          "The proxy's password could not be had (" + e.getClass().getSimpleName() + ").");
    }
    if (next == null && response.challenges().stream().noneMatch(c -> AHEAD.equals(c.scheme()))) {
      throw new RefusedException(
          "The proxy lets nobody through without a user and a password that it knows (HTTP 407).");
    }
    return next;
  }

  /** The proxy does not let the request through; its message may be shown. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private RefusedException(String message) {
      super(message);
    }
  }
}
