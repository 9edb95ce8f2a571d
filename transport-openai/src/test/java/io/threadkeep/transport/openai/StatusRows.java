package io.threadkeep.transport.openai;

import static io.threadkeep.transport.openai.FailureRow.fails;

import io.threadkeep.transport.AuthenticationException;
import io.threadkeep.transport.ContextLengthExceededException;
import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelNotFoundException;
import io.threadkeep.transport.OverloadedException;
import io.threadkeep.transport.PermissionException;
import io.threadkeep.transport.QuotaExceededException;
import io.threadkeep.transport.RateLimitedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** M1 to M4: the provider refuses, or is not there. */
final class StatusRows {
  static final List<FailureRow> ROWS = rows();

  private static final String LIMIT =
      "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"Slower\",\"type\":\"requests\"}}";

  private StatusRows() {}

  private static List<FailureRow> rows() {
    List<FailureRow> rows = new ArrayList<>();
    waits().forEach((header, wait) -> rows.add(rateLimit(header, wait)));
    rows.add(
        fails(
            "M2 429 insufficient_quota",
            QuotaExceededException.class,
            trial -> StubAnswer.error(429, "insufficient_quota", "Pay")));
    for (int status : List.of(500, 502, 503, 504)) {
      rows.add(
          fails(
              "M3 " + status,
              OverloadedException.class,
              trial -> StubAnswer.error(status, "server_error", "Oops")));
    }
    for (String wait : List.of("0", "99999999999")) {
      rows.add(
          fails(
              "M3 503 with Retry-After: " + wait + ", which the HTTP client must not act upon,",
              OverloadedException.class,
              wait.equals("0") ? Duration.ZERO : RetryAfter.LONGEST,
              trial -> StubAnswer.json(503, "{}", "Retry-After: " + wait)));
    }
    rows.add(new FailureRow("M3 connection refused is OverloadedException", StatusRows::refused));
    rows.add(
        fails(
            "M3 reset before headers",
            OverloadedException.class,
            trial -> (request, connection) -> connection.reset()));
    rows.add(
        fails(
            "M3 end before headers",
            OverloadedException.class,
            trial -> (request, connection) -> connection.write("HTTP/1.")));
    rows.add(plain(400, "invalid_value", InvalidRequestException.class));
    rows.add(plain(401, "invalid_api_key", AuthenticationException.class));
    rows.add(plain(403, "forbidden", PermissionException.class));
    rows.add(plain(404, "model_not_found", ModelNotFoundException.class));
    rows.add(plain(400, "context_length_exceeded", ContextLengthExceededException.class));
    return List.copyOf(rows);
  }

  /** By the manual clock it is the epoch's first second or later; dates of 1969 are past. */
  private static Map<String, Duration> waits() {
    Map<String, Duration> waits = new LinkedHashMap<>();
    waits.put("Retry-After: 20", Duration.ofSeconds(20));
    waits.put("retry-after-ms: 1500", Duration.ofMillis(1_500));
    waits.put("Retry-After: Fri, 31 Dec 2100 23:59:59 GMT", RetryAfter.LONGEST);
    waits.put("Retry-After: Wed, 31 Dec 1969 23:59:59 GMT", Duration.ZERO);
    waits.put("Retry-After: 0", Duration.ZERO);
    waits.put("Retry-After: -5", Duration.ZERO);
    waits.put("Retry-After: NaN", Duration.ZERO);
    waits.put("Retry-After: soon", Duration.ZERO);
    waits.put("Retry-After: 1000000000", RetryAfter.LONGEST);
    waits.put("Retry-After: 99999999999999999999", RetryAfter.LONGEST);
    waits.put("x-ratelimit-reset-tokens: 1m2s", Duration.ofSeconds(62));
    waits.put("X-Nothing: 1", Duration.ZERO);
    return waits;
  }

  private static FailureRow rateLimit(String header, Duration wait) {
    return fails(
        "M1 429 with " + header + " (" + wait + ")",
        RateLimitedException.class,
        wait,
        trial -> StubAnswer.json(429, LIMIT, header));
  }

  private static FailureRow plain(int status, String code, Class<? extends ModelException> type) {
    return fails(
        "M4 " + status + " " + code,
        type,
        trial -> StubAnswer.error(status, code, "It concerns " + OpenAiTrial.KEY));
  }

  private static void refused(OpenAiTrial trial) {
    trial.provider.close();
    FailureRow.assertFails(trial, OverloadedException.class, Duration.ZERO);
  }
}
