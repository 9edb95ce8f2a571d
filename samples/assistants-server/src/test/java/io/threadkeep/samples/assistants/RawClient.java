package io.threadkeep.samples.assistants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says to the server what no client of OpenAI's would. */
final class RawClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final Map<String, String> headers = new LinkedHashMap<>();

  RawClient(String url, String key) {
    this.url = url;
    headers.put("Authorization", "Bearer " + key);
    headers.put("OpenAI-Beta", "assistants=v2");
    headers.put("Content-Type", "application/json");
  }

  /** What came back. */
  record Reply(int status, String body, Map<String, List<String>> headers) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(body, e);
      }
    }

    String id() {
      return json().path("id").asText();
    }

    /** {@code status message | param | code}. */
    String error() {
      JsonNode error = json().path("error");
      return status
          + " "
          + error.path("message").asText()
          + " | "
          + error.path("param").asText()
          + " | "
          + error.path("code").asText();
    }

    /** The names of a stream's events, in order. */
    List<String> events() {
      List<String> events = new ArrayList<>();
      body.lines()
          .filter(line -> line.startsWith("event: "))
          .forEach(line -> events.add(line.substring("event: ".length())));
      return events;
    }

    String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }
  }

  /** The same client with one header more, or in another's place. */
  RawClient with(String name, String value) {
    RawClient other = new RawClient(url, "");
    other.headers.putAll(headers);
    other.headers.put(name, value);
    return other;
  }

  RawClient without(String name) {
    RawClient other = new RawClient(url, "");
    other.headers.putAll(headers);
    other.headers.remove(name);
    return other;
  }

  Reply get(String path) {
    return send("GET", path, HttpRequest.BodyPublishers.noBody());
  }

  Reply delete(String path) {
    return send("DELETE", path, HttpRequest.BodyPublishers.noBody());
  }

  /**
   * @param json with single quotes for double ones
   */
  Reply post(String path, String json) {
    return send("POST", path, HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')));
  }

  Reply send(String method, String path, HttpRequest.BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofMinutes(2))
            .method(method, body);
    headers.forEach(request::header);
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.body(), response.headers().map());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
