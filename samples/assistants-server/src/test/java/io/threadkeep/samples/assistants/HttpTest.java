package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the head of a request means, whatever is asked for. */
final class HttpTest {
  @TempDir static Path directory;
  private static Server server;
  private static RawClient http;

  @BeforeAll
  static void start() {
    server = TestServer.start(directory);
    http = new RawClient(server.url(), "sk-test");
  }

  private static String ask(String... lines) {
    String[] more = {"Host: localhost", "OpenAI-Beta: assistants=v2", "Connection: close"};
    return RawSocket.ask(
        server.port(),
        Stream.concat(
                Stream.of(lines[0]),
                Stream.concat(Arrays.stream(lines).skip(1), Arrays.stream(more)))
            .toArray(String[]::new));
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void anotherSitesNameForThisMachineIsRefused() {
    assertThat(
            RawSocket.ask(
                server.port(),
                "GET /v1/threads HTTP/1.1",
                "Host: evil.example",
                "OpenAI-Beta: assistants=v2",
                "Connection: close"))
        .startsWith("HTTP/1.1 400")
        .contains("Without keys this server answers to localhost alone.");
  }

  @Test
  void aMethodIsWhatTheFirstLineSays() {
    String thread = http.post("/threads", "{}").id();
    assertThat(ask("GET /v1/threads/" + thread + " HTTP/1.1", "X-HTTP-Method-Override: DELETE"))
        .startsWith("HTTP/1.1 200")
        .contains("\"id\":\"" + thread + "\"")
        .doesNotContain("deleted");
    assertThat(http.with("X-HTTP-Method-Override", "GET").delete("/threads/" + thread).status())
        .isEqualTo(200);
    assertThat(http.get("/threads/" + thread).status()).isEqualTo(404);
  }

  @Test
  void headIsGetWithoutABody() {
    String thread = http.post("/threads", "{}").id();
    String got = ask("GET /v1/threads/" + thread + " HTTP/1.1");
    String head = ask("HEAD /v1/threads/" + thread + " HTTP/1.1");
    assertThat(head).startsWith("HTTP/1.1 200").contains("Content-Type: application/json");
    assertThat(head).contains("Content-Length: " + body(got).length());
    assertThat(body(head)).isEmpty();
    String missing = ask("HEAD /v1/threads/thread_000000000000000000000000 HTTP/1.1");
    assertThat(missing).startsWith("HTTP/1.1 404");
    assertThat(body(missing)).isEmpty();
    assertThat(ask("HEAD /v1/nothing HTTP/1.1")).startsWith("HTTP/1.1 404");
    assertThat(ask("HEAD /inspector/api/threads/" + thread + " HTTP/1.1"))
        .startsWith("HTTP/1.1 200");
    assertThat(ask("HEAD /inspector/api/runs/run_000000000000000000000000 HTTP/1.1"))
        .startsWith("HTTP/1.1 404");
    assertThat(body(ask("HEAD /inspector/main.js HTTP/1.1"))).isEmpty();
  }

  @Test
  void headOfAStreamDoesNotWaitForIt() {
    String assistant = http.post("/assistants", "{'model':'m','instructions':'x'}").id();
    String thread = http.post("/threads", "{'messages':[{'role':'user','content':'hang'}]}").id();
    String runs = "/threads/" + thread + "/runs";
    String run = runs + "/" + http.post(runs, "{'assistant_id':'" + assistant + "'}").id();
    String head = ask("HEAD /v1" + run + "/stream HTTP/1.1");
    assertThat(head).startsWith("HTTP/1.1 200").contains("Content-Type: text/event-stream");
    assertThat(body(head)).isEmpty();
    assertThat(http.post(run + "/cancel", "").status()).isEqualTo(200);
  }

  @Test
  void aMethodThatIsNotThereSaysWhichAre() {
    assertThat(ask("PUT /v1/threads HTTP/1.1"))
        .startsWith("HTTP/1.1 405")
        .containsPattern("Allow: (GET, HEAD, POST|POST, GET, HEAD)\r\n");
    assertThat(ask("OPTIONS /v1/threads/runs HTTP/1.1"))
        .startsWith("HTTP/1.1 405")
        .contains("POST");
  }

  @Test
  void whatIsRefusedBeforeItIsLookedAtHasAnIdToo() {
    for (String path : List.of("/v1/threads/%00", "/v1/threads/%zz")) {
      assertThat(ask("GET " + path + " HTTP/1.1"))
          .startsWith("HTTP/1.1 400")
          .contains("x-request-id: req_", "\"type\":\"invalid_request_error\"");
    }
  }

  @Test
  void aQueryThatCannotBeReadIsRefused() {
    for (String query : List.of("limit=%zz", "limit=%4", "after=%ff%fe", "user=%C0%AF")) {
      String name = query.substring(0, query.indexOf('='));
      assertThat(ask("GET /v1/threads?" + query + " HTTP/1.1"))
          .startsWith("HTTP/1.1 400")
          .contains("Invalid '" + name + "': the query", "\"param\":\"" + name + "\"");
    }
    assertThat(ask("GET /inspector/api/threads?limit=%zz HTTP/1.1")).startsWith("HTTP/1.1 400");
    assertThat(http.get("/threads?user=%F0%9F%98%80+%41").status()).isEqualTo(200);
  }

  @Test
  void theVersionIsComparedToTheLetterInEveryLine() {
    assertThat(beta("OpenAI-Beta: realtime=v1", "OpenAI-Beta: assistants=v2"))
        .startsWith("HTTP/1.1 200");
    assertThat(beta("OpenAI-Beta: realtime=v1 , assistants=v2")).startsWith("HTTP/1.1 200");
    for (String other : List.of("xassistants=v2", "assistants=v2000", "xassistants=v2000")) {
      assertThat(beta("OpenAI-Beta: " + other)).startsWith("HTTP/1.1 400");
    }
  }

  private static String beta(String... lines) {
    return RawSocket.ask(
        server.port(),
        Stream.concat(
                Stream.of("GET /v1/threads HTTP/1.1", "Host: localhost", "Connection: close"),
                Arrays.stream(lines))
            .toArray(String[]::new));
  }
}
