package io.threadkeep.transport.openai;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a stub does with a request. */
@FunctionalInterface
interface StubAnswer {

  void answer(SeenRequest request, StubConnection connection) throws IOException;

  static StubAnswer json(int status, String body, String... headers) {
    return body(status, "application/json", body, headers);
  }

  static StubAnswer body(int status, String type, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Content-Type: " + type);
    return (request, connection) -> {
      connection.head(status, all.toArray(String[]::new));
      connection.write(body);
    };
  }

  static StubAnswer error(int status, String code, String message) {
    return json(
        status,
        "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\",\"type\":\"t\"}}");
  }

  /** Sends these events and ends in order, whether they are a whole answer or not. */
  static StubAnswer events(List<String> events) {
    return (request, connection) -> {
      connection.eventStream();
      for (String event : events) {
        connection.event(event);
      }
    };
  }

  /** Sends these events, and then nothing. */
  static StubAnswer stall(List<String> events) {
    return (request, connection) -> {
      connection.eventStream();
      for (String event : events) {
        connection.event(event);
      }
      connection.awaitClientLeft();
    };
  }

  static StubAnswer silence() {
    return (request, connection) -> connection.awaitClientLeft();
  }
}
