package io.threadkeep.samples.supportdesk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Speaks OpenAI's Responses API on this machine, as a model would that works at the desk: it asks
 * for tools, and tells the customer what they gave back. Knows the desk's own scenario and no more.
 */
final class LocalProvider implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern AFTER_A_SPACE = Pattern.compile("(?<= )");

  private final HttpServer server;

  LocalProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/responses", this::answer);
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody());
      String body = events(request.path("input"));
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body.getBytes(UTF_8));
      }
    }
  }

  private static String events(JsonNode input) throws IOException {
    JsonNode newest = input.path(input.size() - 1);
    if (newest.path("type").asText().equals("function_call_output")) {
      return said(toldOf(JSON.readTree(newest.path("output").asText())));
    }
    String text = newest.path("content").path(0).path("text").asText();
    int calls = input.size();
    return text.contains("money back")
        ? asked(calls, "refund_order", Map.of("orderNumber", "A-1002", "reason", "It is broken."))
        : asked(calls, "find_order", Map.of("orderNumber", "A-1001"));
  }

  /** What a customer is told of a tool's output. */
  private static String toldOf(JsonNode output) {
    return output.has("amount")
        ? "The money for order " + output.path("orderNumber").asText() + " is on its way back."
        : "Your order of a "
            + output.path("item").asText()
            + " is "
            + output.path("state").asText().replace('_', ' ').toLowerCase(Locale.ROOT)
            + ".";
  }

  private static String said(String text) throws IOException {
    ObjectNode item = JSON.createObjectNode().put("id", "msg_1").put("type", "message");
    item.put("role", "assistant").put("status", "completed");
    item.putArray("content")
        .addObject()
        .put("type", "output_text")
        .put("text", text)
        .putArray("annotations");
    List<ObjectNode> events = new ArrayList<>();
    AFTER_A_SPACE
        .splitAsStream(text)
        .map(word -> delta("response.output_text.delta", word).put("content_index", 0))
        .forEach(events::add);
    return stream(events, item);
  }

  private static String asked(int number, String tool, Map<String, String> arguments)
      throws IOException {
    String json = JSON.writeValueAsString(new TreeMap<>(arguments));
    ObjectNode item = JSON.createObjectNode().put("id", "fc_1").put("type", "function_call");
    item.put("call_id", "call_" + number).put("name", tool).put("status", "completed");
    ObjectNode begun = event("response.output_item.added").put("output_index", 0);
    begun.set("item", item.deepCopy().put("arguments", ""));
    return stream(
        List.of(begun, delta("response.function_call_arguments.delta", json)),
        item.put("arguments", json));
  }

  private static String stream(List<ObjectNode> pieces, ObjectNode item) throws IOException {
    List<ObjectNode> events = new ArrayList<>();
    events.add(event("response.created").set("response", response("in_progress")));
    events.addAll(pieces);
    ObjectNode whole = response("completed");
    whole.putArray("output").add(item);
    ObjectNode usage = whole.putObject("usage");
    usage.put("input_tokens", 90).put("output_tokens", 12).put("total_tokens", 102);
    usage.putObject("input_tokens_details").put("cached_tokens", 0);
    usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
    events.add(event("response.completed").set("response", whole));
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < events.size(); i++) {
      ObjectNode event = events.get(i).put("sequence_number", i);
      body.append("event: ").append(event.path("type").asText()).append('\n');
      body.append("data: ").append(JSON.writeValueAsString(event)).append("\n\n");
    }
    return body.toString();
  }

  private static ObjectNode response(String status) {
    ObjectNode response = JSON.createObjectNode().put("id", "resp_1").put("object", "response");
    response.put("status", status).put("model", "gpt-4.1-mini-2025-04-14").putNull("error");
    response.putArray("output");
    return response;
  }

  private static ObjectNode delta(String type, String piece) {
    return event(type).put("item_id", "item_1").put("output_index", 0).put("delta", piece);
  }

  private static ObjectNode event(String type) {
    return JSON.createObjectNode().put("type", type);
  }
}
