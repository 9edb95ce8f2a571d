package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.samples.assistants.RawClient.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One caller cannot take all there is. */
final class LimitsTest {
  /** The SHA-256 of {@code sk-acme}, and of {@code sk-globex}. */
  private static final String ACME =
      "5f8eee912cd7c0ccb238560e8a22e7f78909e6dac18288188f7f4ea35112700d";

  private static final String GLOBEX =
      "486e1dad908597991e4425462823f650cfc9ded21de30af03481f0a489f983db";

  @Test
  void whoComesTooOftenIsToldWhenToComeAgain(@TempDir Path directory) {
    try (Server server = start(directory, "threadkeep.server.requests-per-minute", "5")) {
      RawClient http = new RawClient(server.url(), "sk-test");
      for (int n = 0; n < 5; n++) {
        assertThat(http.get("/threads").status()).isEqualTo(200);
      }
      Reply refused = http.get("/threads");
      assertThat(refused.error())
          .isEqualTo(
              "429 Rate limit reached for this API key. Try again later. | null | rate_limit_exceeded");
      assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 13);
    }
  }

  @Test
  void aRunThatNobodyCouldHearIsNotBegun(@TempDir Path directory) {
    try (Server server = start(directory, "threadkeep.server.streams-per-key", "1")) {
      RawClient http = new RawClient(server.url(), "sk-test");
      String assistant = http.post("/assistants", "{'model':'m','instructions':'x'}").id();
      String first = http.post("/threads", "{'messages':[{'role':'user','content':'hang'}]}").id();
      String run = "/threads/" + first + "/runs";
      CompletableFuture<Reply> hanging =
          CompletableFuture.supplyAsync(() -> http.post(run, streaming(assistant)));
      Waiting.until(() -> http.get(run).json().at("/data/0/status").asText().equals("in_progress"));
      String second =
          http.post("/threads", "{'messages':[{'role':'user','content':'hello'}]}").id();
      assertThat(http.post("/threads/" + second + "/runs", streaming(assistant)).status())
          .isEqualTo(429);
      assertThat(http.get("/threads/" + second + "/runs").json().path("data")).isEmpty();
      String hung = http.get(run).json().at("/data/0/id").asText();
      assertThat(http.post(run + "/" + hung + "/cancel", "").status()).isEqualTo(200);
      assertThat(hanging.join().events())
          .endsWith("thread.run.cancelling", "thread.run.cancelled", "done");
      Waiting.until(
          () -> http.post("/threads/" + second + "/runs", streaming(assistant)).status() == 200);
    }
  }

  @Test
  void slowRunsOfOneTenantLeaveWorkersToTheOthers(@TempDir Path directory) throws IOException {
    Path keys = directory.resolve("keys");
    Files.writeString(keys, "acme = " + ACME + "\nglobex = " + GLOBEX);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("threadkeep.jdbc.directory", directory.toString());
    settings.put("threadkeep.server.key-file", keys.toString());
    settings.put("threadkeep.workers.grace", "0s");
    try (Server server = TestServer.start(settings)) {
      RawClient acme = new RawClient(server.url(), "sk-acme");
      String slow = runNew(acme, "hang");
      List<Reply> hanging =
          Stream.generate(() -> acme.post("/threads/runs", slow)).limit(16).toList();
      assertThat(hanging).allSatisfy(run -> assertThat(run.status()).isEqualTo(200));
      RawClient globex = new RawClient(server.url(), "sk-globex");
      Reply run = globex.post("/threads/runs", runNew(globex, "hello"));
      String path = "/threads/" + run.json().path("thread_id").asText() + "/runs/" + run.id();
      Waiting.until(() -> globex.get(path).json().path("status").asText().equals("completed"));
    }
  }

  private static String runNew(RawClient http, String said) {
    String assistant = http.post("/assistants", "{'model':'m','instructions':'x'}").id();
    return "{'assistant_id':'"
        + assistant
        + "','thread':{'messages':[{'role':'user','content':'"
        + said
        + "'}]}}";
  }

  private static String streaming(String assistant) {
    return "{'assistant_id':'" + assistant + "','stream':true}";
  }

  private static Server start(Path directory, String key, String value) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("threadkeep.jdbc.directory", directory.toString());
    settings.put("threadkeep.server.development", "true");
    settings.put(key, value);
    return TestServer.start(settings);
  }
}
