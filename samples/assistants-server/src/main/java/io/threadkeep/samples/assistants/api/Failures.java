package io.threadkeep.samples.assistants.api;

import io.threadkeep.error.IdempotencyConflictException;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.error.Retryable;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.QueueFullException;
import io.threadkeep.samples.assistants.wire.ApiError;
import io.threadkeep.samples.assistants.wire.ApiException;

/** What a failure is to the caller. */
final class Failures {

  private static final String UNKNOWN =
      "The server had an error processing your request. Its log has more under x-request-id.";

  private Failures() {}

  static ApiError error(Exception failure) {
    if (failure instanceof ApiException known) {
      return known.error();
    } else if (failure instanceof NotFoundException missing) {
      return ApiError.notFound(missing.kind(), missing.id());
    } else if (failure instanceof ActiveRunException active) {
      return ApiError.badRequest(
          "Thread "
              + active.threadId()
              + " already has an active run "
              + active.activeRunId()
              + ".");
    } else if (failure instanceof InvalidInputException invalid) {
      return ApiError.badRequest(
          "Invalid '"
              + FieldNames.inRequest(invalid.field())
              + "': expected "
              + invalid.limit()
              + ", but got "
              + invalid.found()
              + "."
              + counted(invalid),
          FieldNames.inRequest(invalid.field()),
          "invalid_value");
    } else if (failure instanceof IdempotencyConflictException) {
      return ApiError.badRequest(
          "The Idempotency-Key was used before with another request.",
          "Idempotency-Key",
          "idempotency_conflict");
    } else if (failure instanceof QueueFullException) {
      return ApiError.tooMany("Rate limit reached: too many runs are waiting. Try again later.");
    } else if (failure instanceof ThreadkeepException && failure instanceof Retryable) {
      return ApiError.server(503, "The server is overloaded or not ready. Try again later.");
    }
    return unknown();
  }

  static ApiError unknown() {
    return ApiError.server(500, UNKNOWN);
  }

  /** The API counts characters; what Threadkeep keeps of them is bounded otherwise. */
  private static String counted(InvalidInputException invalid) {
    return invalid.limit().endsWith(" characters")
        ? " They are counted in UTF-16: a character beyond U+FFFF, such as an emoji, is two."
        : "";
  }
}
