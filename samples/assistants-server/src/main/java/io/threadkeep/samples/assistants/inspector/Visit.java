package io.threadkeep.samples.assistants.inspector;

import com.fasterxml.jackson.databind.node.TextNode;
import io.javalin.http.Context;
import io.threadkeep.Threadkeep;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.StepId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.json.JsonCodec;
import io.threadkeep.limit.Limits;
import io.threadkeep.page.Order;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.samples.assistants.api.Doorkeeper;
import io.threadkeep.samples.assistants.api.RequestBodies;
import io.threadkeep.samples.assistants.view.Desk;
import io.threadkeep.samples.assistants.wire.ApiError;
import io.threadkeep.samples.assistants.wire.Fields;
import io.threadkeep.samples.assistants.wire.Ids;
import io.threadkeep.samples.assistants.wire.Json;
import io.threadkeep.samples.assistants.wire.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request of the page, and its answer in the JSON of Threadkeep's own records. */
record Visit(Context http, Threadkeep threadkeep, Scope scope, Desk desk) {
  private static final String JSON = "application/json";

  static Visit of(Context http, Threadkeep threadkeep) {
    Scope scope = Doorkeeper.caller(http).scope();
    return new Visit(http, threadkeep, scope, Desk.of(threadkeep, scope));
  }

  /**
   * A part of a list.
   *
   * @param next what to ask for {@code after}; null at the end
   */
  record Part<T>(List<T> items, @Nullable String next) {}

  ThreadId thread() {
    return Ids.thread(http.pathParam("thread_id"));
  }

  RunId run() {
    return Ids.run(http.pathParam("run_id"));
  }

  StepId step() {
    return Ids.step(http.pathParam("step_id"));
  }

  /** Null where it is not said, or said with nothing. */
  @Nullable String asked(String name) {
    String value = http.queryParam(name);
    return value == null || value.isBlank() ? null : value;
  }

  /** A whole number from 0 on. */
  long number(String name, long otherwise) {
    String value = asked(name);
    return value == null ? otherwise : Value.ofNumber(name, value).integer(0, Integer.MAX_VALUE);
  }

  PageRequest page() {
    String limit = asked("limit");
    String order = asked("order");
    return new PageRequest(
        limit == null
            ? PageRequest.DEFAULT_LIMIT
            : Value.ofNumber("limit", limit).integer(1, Limits.PAGE),
        order != null && isAscending(order) ? Order.OLDEST_FIRST : Order.NEWEST_FIRST,
        asked("after"));
  }

  private static boolean isAscending(String order) {
    return new Value(TextNode.valueOf(order), "order").oneOf(List.of("asc", "desc")).equals("asc");
  }

  /**
   * What the page sends. Only JSON is taken: pages of other sites can have a browser send forms and
   * plain text here, but not that.
   */
  Fields body() {
    String type = http.contentType();
    if (type == null || !type.startsWith(JSON)) {
      throw ApiError.badRequest("Send it with 'Content-Type: application/json'.").asException();
    }
    return Fields.of(Json.readBody(RequestBodies.read(http)));
  }

  void requireEmptyBody() {
    body().end();
  }

  static MessageId message(Fields fields) {
    return Ids.message(fields.required("message_id").text(Integer.MAX_VALUE));
  }

  void answer(Object document) {
    http.header("Cache-Control", "no-store");
    http.header("X-Content-Type-Options", "nosniff");
    http.contentType(JSON);
    http.result(JsonCodec.writeForScripts(document).getBytes(StandardCharsets.UTF_8));
  }

  <T> void answer(Page<T> page) {
    PageRequest next = page.next();
    answer(new Part<>(page.items(), next == null ? null : next.after()));
  }
}
