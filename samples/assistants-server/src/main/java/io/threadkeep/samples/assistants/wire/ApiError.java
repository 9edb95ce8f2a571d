package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is told that cannot be served. Clients compare the words: they are the original's
 * wherever those are known.
 *
 * @param param the field that is wrong, such as {@code metadata.user}; null for none
 * @param code null for none
 */
public record ApiError(
    int status, String type, String message, @Nullable String param, @Nullable String code) {
  private static final String INVALID_REQUEST = "invalid_request_error";

  public static ApiError badRequest(String message) {
    return badRequest(message, null, null);
  }

  public static ApiError badRequest(String message, @Nullable String param, @Nullable String code) {
    return new ApiError(400, INVALID_REQUEST, message, param, code);
  }

  public static ApiError unauthorized(String message) {
    return new ApiError(401, INVALID_REQUEST, message, null, "invalid_api_key");
  }

  public static ApiError forbidden(String message) {
    return new ApiError(403, INVALID_REQUEST, message, null, "insufficient_permissions");
  }

  /**
   * @param kind as people call it: {@code run step}
   */
  public static ApiError notFound(String kind, String id) {
    return notFound("No " + kind + " found with id '" + id + "'.");
  }

  public static ApiError notFound(String message) {
    return new ApiError(404, INVALID_REQUEST, message, null, null);
  }

  public static ApiError tooMany(String message) {
    return new ApiError(429, "rate_limit_exceeded", message, null, "rate_limit_exceeded");
  }

  public static ApiError server(int status, String message) {
    return new ApiError(status, "server_error", message, null, null);
  }

  /** A caller's own words, fit to be said back. */
  public static String shown(String text) {
    return Value.shown(text);
  }

  public ApiException asException() {
    return new ApiException(this);
  }

  /** All four keys, always. */
  public ObjectNode json() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error")
        .put("message", message)
        .put("type", type)
        .put("param", param)
        .put("code", code);
    return body;
  }
}
