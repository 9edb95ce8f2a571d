package io.threadkeep.samples.assistants.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.RunId;
import io.threadkeep.id.StepId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.limit.Limits;
import io.threadkeep.samples.assistants.view.Desk;
import io.threadkeep.samples.assistants.wire.ApiError;
import io.threadkeep.samples.assistants.wire.Ids;
import io.threadkeep.samples.assistants.wire.Json;
import org.jspecify.annotations.Nullable;

/** One request and its answer, in the words of the API. */
record Exchange(Context http, Caller caller, Desk desk) {
  private static final String JSON = "application/json";

  ObjectNode body() {
    return Json.readBody(RequestBodies.read(http));
  }

  AssistantId assistant() {
    return Ids.assistant(http.pathParam("assistant_id"));
  }

  ThreadId thread() {
    return Ids.thread(http.pathParam("thread_id"));
  }

  MessageId message() {
    return Ids.message(http.pathParam("message_id"));
  }

  RunId run() {
    return Ids.run(http.pathParam("run_id"));
  }

  StepId step() {
    return Ids.step(http.pathParam("step_id"));
  }

  /** Null if the caller brings none. */
  @Nullable String idempotencyKey() {
    String key = http.header("Idempotency-Key");
    if (key != null && (key.isBlank() || key.length() > Limits.IDEMPOTENCY_KEY)) {
      throw ApiError.badRequest(
              "Invalid 'Idempotency-Key' header: 1 to "
                  + Limits.IDEMPOTENCY_KEY
                  + " characters were expected.",
              "Idempotency-Key",
              "invalid_value")
          .asException();
    }
    return key;
  }

  void answer(ObjectNode json) {
    answer(http, 200, json);
  }

  static void answer(Context http, int status, ObjectNode json) {
    http.status(status);
    http.contentType(JSON);
    http.result(Json.bytes(json));
  }
}
