package io.threadkeep.transport.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.openai.errors.OpenAIServiceException;
import java.util.Locale;
import java.util.Set;

/**
 * An error in the provider's words; each may be empty.
 *
 * @param code such as {@code context_length_exceeded}
 * @param type such as {@code invalid_request_error}
 */
record ProviderError(String code, String type, String message) {
  /** Told within an answer; sending the same again does not help. */
  private static final Set<String> INVALID =
      Set.of(
          "bio_policy",
          "data_residency_mismatch",
          "empty_image_file",
          "misalignment_policy_violation",
          "unsupported_image_media_type");

  static ProviderError of(OpenAIServiceException e) {
    JsonNode body = body(e);
    if (body.isTextual()) {
      return new ProviderError("", "", body.asText());
    }
    return new ProviderError(field(body, "code"), field(body, "type"), field(body, "message"));
  }

  boolean isQuota() {
    return is("insufficient_quota") || is("billing_hard_limit_reached") || is("billing_not_active");
  }

  boolean isRateLimit() {
    return is("rate_limit_exceeded") || is("rate_limit_error");
  }

  boolean isUnknownKey() {
    return is("invalid_api_key");
  }

  boolean isUnknownModel() {
    return is("model_not_found") || is("DeploymentNotFound");
  }

  boolean isInvalid() {
    return type.equals("invalid_request_error")
        || code.startsWith("invalid_")
        || code.startsWith("image_")
        || INVALID.contains(code);
  }

  /** Compatible servers often say so in words only. */
  boolean isContextLength() {
    String words = message.toLowerCase(Locale.ROOT);
    return is("context_length_exceeded")
        || is("exceed_context_size_error")
        || words.contains("maximum context length")
        // A single request over the limit of a minute: no minute is long enough for it.
        || (isRateLimit() && words.startsWith("request too large"));
  }

  private boolean is(String name) {
    return code.equals(name) || type.equals(name);
  }

  private static JsonNode body(OpenAIServiceException e) {
    try {
      JsonNode body = e.body().convert(JsonNode.class);
      return body == null ? MissingNode.getInstance() : body;
    } catch (RuntimeException unreadable) {
      // A body of another shape, such as a web page, says nothing that could be repeated.
      return MissingNode.getInstance();
    }
  }

  private static String field(JsonNode body, String name) {
    return body.path(name).asText("");
  }
}
