package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that goes down says so to who hears a stream. */
final class ShutdownTest {
  private static final String GOODBYE =
      "event: error\ndata: {\"error\":{\"message\":\"The server is shutting down. The run goes on";

  /** The streams once broke off in the middle of a chunk. */
  @Test
  void streamsAreEndedWhole(@TempDir Path directory) {
    Map<String, String> settings =
        Map.of(
            "threadkeep.jdbc.directory", directory.toString(),
            "threadkeep.server.development", "true",
            "threadkeep.workers.grace", "1s");
    Server server = TestServer.start(settings);
    List<RawSocket> hearers;
    String run;
    try {
      RawClient http = new RawClient(server.url(), "sk-test");
      String assistant = http.post("/assistants", "{'model':'m','instructions':'x'}").id();
      String thread = http.post("/threads", "{'messages':[{'role':'user','content':'hang'}]}").id();
      String runs = "/threads/" + thread + "/runs";
      run = runs + "/" + http.post(runs, "{'assistant_id':'" + assistant + "'}").id();
      Waiting.until(() -> http.get(run).body().contains("in_progress"));
      hearers = Stream.generate(() -> hearer(server, run)).limit(3).toList();
      hearers.forEach(hearer -> hearer.upTo("event: thread.run.created"));
    } finally {
      server.close();
    }
    for (RawSocket hearer : hearers) {
      assertThat(hearer.answer())
          .contains(GOODBYE)
          .endsWith("event: done\ndata: [DONE]\n\n\r\n0\r\n\r\n")
          .doesNotContain("thread.run.failed", "thread.run.cancelled");
      hearer.close();
    }
    try (Server again = TestServer.start(settings)) {
      RawClient http = new RawClient(again.url(), "sk-test");
      assertThat(http.get(run).json().path("status").asText()).isIn("queued", "in_progress");
    }
  }

  private static RawSocket hearer(Server server, String run) {
    return new RawSocket(server.port())
        .head(
            "GET /v1" + run + "/stream HTTP/1.1", "Host: localhost", "OpenAI-Beta: assistants=v2");
  }
}
