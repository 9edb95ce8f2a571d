package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators see how the server is, and nothing of what is said. */
final class OperatorsTest {

  @Test
  void healthAndMetricsAreOnAPortOfTheirOwn(@TempDir Path directory) {
    try (Server server =
        TestServer.start(
            Map.of(
                "threadkeep.jdbc.directory", directory.toString(),
                "threadkeep.server.development", "true",
                "threadkeep.server.operators.port", "0"))) {
      RawClient operators =
          new RawClient("http://127.0.0.1:" + server.operatorsPort(), "no key at all");
      RawClient api = new RawClient(server.url(), "sk-test");
      assertThat(operators.get("/live").status()).isEqualTo(200);
      assertThat(operators.get("/health").json().path("status").asText()).isEqualTo("up");
      String assistant = api.post("/assistants", "{'model':'gpt-4o','instructions':'x'}").id();
      api.post(
          "/threads/runs",
          "{'assistant_id':'"
              + assistant
              + "','stream':true,'thread':{'messages':[{'role':'user','content':'canary-words'}]}}");
      Waiting.until(
          () -> operators.get("/metrics").body().contains("threadkeep_runs_seconds_count"));
      assertThat(operators.get("/metrics").body())
          .contains("threadkeep_model_tokens_total")
          .doesNotContain("canary-words", "thread_");
      assertThat(api.with("x", "y").get("/../metrics").status()).isBetween(400, 499);
    }
  }

  /** Else a page whose name is made to stand for this machine reads it in a browser here. */
  @Test
  void toThisMachineAloneNoOtherNameIsAnswered(@TempDir Path directory) {
    try (Server server =
        TestServer.start(
            Map.of(
                "threadkeep.jdbc.directory", directory.toString(),
                "threadkeep.server.development", "true",
                "threadkeep.server.operators.port", "0"))) {
      int port = server.operatorsPort();
      for (String path : List.of("/live", "/health", "/metrics")) {
        String get = "GET " + path + " HTTP/1.1";
        assertThat(RawSocket.ask(port, get, "Host: evil.example", "Connection: close"))
            .startsWith("HTTP/1.1 400");
        assertThat(RawSocket.ask(port, get, "Host: LocalHost:" + port, "Connection: close"))
            .startsWith("HTTP/1.1 200");
        assertThat(RawSocket.ask(port, "GET " + path + " HTTP/1.0")).startsWith("HTTP/1.1 200");
        assertThat(
                RawSocket.ask(
                    port,
                    "GET " + path + " HTTP/1.1",
                    "Host: localhost",
                    "X-HTTP-Method-Override: DELETE",
                    "Connection: close"))
            .startsWith("HTTP/1.1 200");
      }
    }
  }
}
