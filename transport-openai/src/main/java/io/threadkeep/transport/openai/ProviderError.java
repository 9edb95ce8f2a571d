package io.threadkeep.transport.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.openai.errors.OpenAIServiceException;

/**
 * An error in the provider's words; each may be empty.
 *
 * @param code such as {@code context_length_exceeded}
 * @param type such as {@code invalid_request_error}
 */
record ProviderError(String code, String type, String message) {

  static ProviderError of(OpenAIServiceException e) {
    JsonNode body = body(e);
    return new ProviderError(field(body, "code"), field(body, "type"), field(body, "message"));
  }

  boolean is(String name) {
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
