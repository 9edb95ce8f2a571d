package io.threadkeep.samples.assistants.api;

import io.javalin.config.Key;
import io.javalin.http.Context;
import io.threadkeep.samples.assistants.wire.ApiError;
import io.threadkeep.samples.assistants.wire.ApiException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the bodies of requests: so many bytes at most, and all of them within a deadline. */
public final class RequestBodies {
  static final Key<RequestBodies> KEY = new Key<>("request-bodies");

  /** In bytes. */
  private static final int MOST = 1 << 20;

  private static final int PIECE = 8_192;
  private static final Logger LOG = LoggerFactory.getLogger(RequestBodies.class);

  private final Duration deadline;
  private final InstantSource clock;

  RequestBodies(Duration deadline, InstantSource clock) {
    this.deadline = deadline;
    this.clock = clock;
  }

  /**
   * The whole body; empty if there is none.
   *
   * @throws ApiException if it is too large, too slow, or does not come to its end
   */
  public static byte[] read(Context http) {
    return http.appData(KEY).readWhole(http);
  }

  private byte[] readWhole(Context http) {
    if (http.req().getContentLengthLong() > MOST) {
      throw tooLarge();
    }
    try {
      return readWhole(http.req().getInputStream());
    } catch (IOException broken) {
      throw unreadable(broken);
    } catch (RuntimeException failure) {
      // So the HTTP server says what is wrong with a request that it has taken in already.
      if (failure instanceof HttpException) {
        throw unreadable(failure);
      }
      throw failure;
    }
  }

  private byte[] readWhole(InputStream in) throws IOException {
    Instant end = clock.instant().plus(deadline);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      body.write(piece, 0, read);
      if (body.size() > MOST) {
        throw tooLarge();
      }
      if (clock.instant().isAfter(end)) {
        throw tooSlow();
      }
    }
    return body.toByteArray();
  }

  private ApiException unreadable(Exception failure) {
    LOG.debug("A request's body could not be read.", failure);
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return tooSlow();
      }
    }
    return ApiError.badRequest(
            "The request's body could not be read: it broke off, or its chunks are not as HTTP has"
                + " them. Send it again, whole.")
        .asException();
  }

  private ApiException tooSlow() {
    return refused(
        408,
        "The request's body came too slowly: all of it was expected within "
            + deadline.toMillis()
            + " ms, and without a long pause. Send it again.");
  }

  private static ApiException tooLarge() {
    return refused(
        413,
        "The request's body is too large: at most "
            + MOST
            + " bytes (1 MiB) were expected, counted as they are sent. An escape such as \\u6f22 is"
            + " six of them; the same character in UTF-8 is three.");
  }

  private static ApiException refused(int status, String message) {
    return new ApiError(status, "invalid_request_error", message, null, null).asException();
  }
}
