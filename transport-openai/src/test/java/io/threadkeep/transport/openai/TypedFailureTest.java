package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.transport.AuthenticationException;
import io.threadkeep.transport.ContextLengthExceededException;
import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelNotFoundException;
import io.threadkeep.transport.ModelTimeoutException;
import io.threadkeep.transport.OverloadedException;
import io.threadkeep.transport.PermissionException;
import io.threadkeep.transport.ProviderRefusedException;
import io.threadkeep.transport.QuotaExceededException;
import io.threadkeep.transport.RateLimitedException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each refusal of a provider becomes. */
class TypedFailureTest {

  @BothApis
  void eachStatusHasItsType(ApiWire wire) {
    Map<Integer, Class<? extends ModelException>> types = new LinkedHashMap<>();
    types.put(302, InvalidRequestException.class);
    types.put(400, InvalidRequestException.class);
    types.put(401, AuthenticationException.class);
    types.put(402, QuotaExceededException.class);
    types.put(403, PermissionException.class);
    types.put(404, ModelNotFoundException.class);
    types.put(408, ModelTimeoutException.class);
    types.put(409, OverloadedException.class);
    types.put(413, InvalidRequestException.class);
    types.put(418, InvalidRequestException.class);
    types.put(422, InvalidRequestException.class);
    types.put(429, RateLimitedException.class);
    for (int status : List.of(500, 502, 503, 504, 529)) {
      types.put(status, OverloadedException.class);
    }
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      types.forEach(
          (status, type) -> {
            trial.provider.answers(StubAnswer.error(status, "some_code", "Some words"));
            assertThat(failure(trial)).as("HTTP %d", status).isExactlyInstanceOf(type);

            trial.provider.answers(StubAnswer.body(status, "text/html", "<h1>Oops</h1>"));
            assertThat(failure(trial)).as("HTTP %d, a page", status).isExactlyInstanceOf(type);

            trial.provider.answers(StubAnswer.json(status, "[[\"error\""));
            assertThat(failure(trial)).as("HTTP %d, nonsense", status).isExactlyInstanceOf(type);
          });
    }
  }

  @BothApis
  void aCodeSaysMoreThanTheStatus(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.provider.answers(StubAnswer.error(429, "insufficient_quota", "Pay"));
      assertThat(failure(trial)).isInstanceOf(QuotaExceededException.class);

      trial.provider.answers(StubAnswer.error(400, "context_length_exceeded", "Long"));
      assertThat(failure(trial)).isInstanceOf(ContextLengthExceededException.class);

      trial.provider.answers(
          StubAnswer.error(400, "", "This model's maximum context length is 8 tokens"));
      assertThat(failure(trial)).isInstanceOf(ContextLengthExceededException.class);

      trial.provider.answers(StubAnswer.error(400, "invalid_api_key", "Key"));
      assertThat(failure(trial)).isInstanceOf(AuthenticationException.class);
    }
  }

  @BothApis
  void anErrorWithinAStreamHasTheTypeOfItsCode(ApiWire wire) {
    Map<String, Class<? extends ModelException>> types = new LinkedHashMap<>();
    types.put("rate_limit_exceeded", RateLimitedException.class);
    types.put("insufficient_quota", QuotaExceededException.class);
    types.put("context_length_exceeded", ContextLengthExceededException.class);
    types.put("invalid_prompt", InvalidRequestException.class);
    for (String code :
        List.of(
            "image_too_large",
            "image_content_policy_violation",
            "unsupported_image_media_type",
            "empty_image_file",
            "bio_policy",
            "misalignment_policy_violation",
            "data_residency_mismatch")) {
      types.put(code, InvalidRequestException.class);
    }
    types.put("server_error", OverloadedException.class);
    types.put("", OverloadedException.class);
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      types.forEach(
          (code, type) -> {
            String error = "{\"code\":\"" + code + "\",\"message\":\"Some words\"}";
            fails(trial, "{\"error\":" + error + "}");
            assertThat(failure(trial)).as(code).isExactlyInstanceOf(type);
          });
    }
  }

  /** As some compatible servers say it. */
  @BothApis
  void anErrorMayBeItsMessage(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      assertThat(failure(trial, StubAnswer.json(400, "{\"error\":\"model is required\"}")))
          .isExactlyInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("model is required");
      assertThat(failure(trial, StubAnswer.json(302, "{}", "Location: http://x.invalid/")))
          .isExactlyInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("base-url");
    }
  }

  @Test
  void theResponsesApiHasTwoMoreWaysToFail() {
    try (OpenAiTrial trial = new OpenAiTrial(new ResponsesWire())) {
      String error = "\"code\":\"rate_limit_exceeded\",\"message\":\"Slower\"";
      fails(trial, "{\"type\":\"error\"," + error + ",\"param\":null,\"sequence_number\":2}");
      assertThat(failure(trial)).isInstanceOf(RateLimitedException.class);

      fails(trial, "{\"type\":\"response.failed\",\"response\":{\"error\":{" + error + "}}}");
      assertThat(failure(trial)).isInstanceOf(RateLimitedException.class);

      fails(trial, "{\"type\":\"response.failed\",\"response\":{\"error\":null}}");
      assertThat(failure(trial)).isInstanceOf(OverloadedException.class);
    }
  }

  @BothApis
  void aRateLimitSaysHowLongToWait(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.provider.answers(StubAnswer.json(429, "{}", "Retry-After: 20"));
      assertThat(((RateLimitedException) failure(trial)).retryAfter())
          .isEqualTo(Duration.ofSeconds(20));

      trial.provider.answers(StubAnswer.json(503, "{}", "retry-after-ms: 1500"));
      assertThat(((OverloadedException) failure(trial)).retryAfter())
          .isEqualTo(Duration.ofMillis(1_500));
    }
  }

  @BothApis
  void theProvidersOwnWordOnTryingAgainGoesFirst(ApiWire wire) {
    String never = "x-should-retry: false";
    String again = "x-should-retry: true";
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      for (int status : List.of(408, 409, 500, 503)) {
        assertThat(failure(trial, StubAnswer.json(status, "{}", never)))
            .as("HTTP %d", status)
            .isExactlyInstanceOf(ProviderRefusedException.class);
      }
      assertThat(failure(trial, StubAnswer.json(429, "{}", never)))
          .isExactlyInstanceOf(QuotaExceededException.class);
      for (int status : List.of(400, 403, 404)) {
        assertThat(failure(trial, StubAnswer.json(status, "{}", again, "Retry-After: 2")))
            .as("HTTP %d", status)
            .isExactlyInstanceOf(OverloadedException.class)
            .extracting(e -> ((OverloadedException) e).retryAfter())
            .isEqualTo(Duration.ofSeconds(2));
      }
      assertThat(failure(trial, StubAnswer.json(401, "{}", again)))
          .isExactlyInstanceOf(AuthenticationException.class);
      assertThat(failure(trial, StubAnswer.json(500, "{}", again)))
          .isExactlyInstanceOf(OverloadedException.class);
    }
  }

  @BothApis
  void aRateLimitThatSaysNothingElseLastsUntilItIsLifted(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      Throwable thrown =
          failure(trial, StubAnswer.json(429, "{}", "x-ratelimit-reset-tokens: 1m3s"));
      assertThat(((RateLimitedException) thrown).retryAfter()).isEqualTo(Duration.ofSeconds(63));
    }
  }

  @BothApis
  void aRequestLargerThanTheLimitOfAMinuteIsTooLongAndNotTooEarly(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      assertThat(
              failure(
                  trial,
                  StubAnswer.error(
                      429, "rate_limit_exceeded", "Request too large for gpt-4o on TPM")))
          .isExactlyInstanceOf(ContextLengthExceededException.class);
    }
  }

  @BothApis
  void theProvidersWordsAreRepeatedButNotTheClients(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.provider.answers(
          StubAnswer.error(400, "bad_" + OpenAiTrial.KEY, "Not " + OpenAiTrial.KEY + "!"));

      Throwable thrown = failure(trial);

      assertThat(thrown)
          .hasMessage("The provider failed with HTTP 400 (bad_(not shown)): Not (not shown)!.");
      assertThat(Stream.iterate(thrown, t -> t != null, Throwable::getCause))
          .allMatch(t -> !t.getClass().getName().startsWith("com.openai"));
    }
  }

  private static void fails(OpenAiTrial trial, String event) {
    trial.provider.answers(StubAnswer.events(List.of(trial.whole("Well").get(0), event)));
  }

  private static Throwable failure(OpenAiTrial trial, StubAnswer answer) {
    trial.provider.answers(answer);
    return failure(trial);
  }

  private static Throwable failure(OpenAiTrial trial) {
    return catchThrowable(
        () -> trial.transport().call(Prompts.asking("?"), ModelCall.unobserved()));
  }
}
