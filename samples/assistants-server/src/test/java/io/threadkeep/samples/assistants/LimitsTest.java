package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.samples.assistants.RawClient.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One caller cannot take all there is. */
final class LimitsTest {
  private final ExecutorService crowd = Executors.newCachedThreadPool();

  @AfterEach
  void goHome() {
    crowd.shutdownNow();
  }

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
    Map<String, String> settings = TenantKeys.settings(directory, "acme", "globex");
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

  /** Forty at once with a bound of five once became forty streams. */
  @Test
  void ofManyStreamsAtOnceNoneIsBeyondTheBound(@TempDir Path directory) {
    try (Server server = start(directory, "threadkeep.server.streams-per-key", "2")) {
      RawClient http = new RawClient(server.url(), "sk-test");
      String assistant = http.post("/assistants", "{'model':'m','instructions':'x'}").id();
      String hanging =
          "{'thread':{'messages':[{'role':'user','content':'hang'}]},"
              + streaming(assistant).substring(1);
      List<CompletableFuture<Integer>> asked =
          IntStream.range(0, 12)
              .mapToObj(
                  n ->
                      CompletableFuture.supplyAsync(
                          () -> http.post("/threads/runs", hanging).status(), crowd))
              .toList();
      Waiting.until(() -> asked.stream().filter(CompletableFuture::isDone).count() == 10);
      assertThat(asked.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
          .containsOnly(429);
      Waiting.until(() -> http.get("/threads").json().path("data").size() == 2);
    }
  }

  private static String streaming(String assistant) {
    return "{'assistant_id':'" + assistant + "','stream':true}";
  }

  private static Server start(Path directory, String key, String value) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("threadkeep.jdbc.directory", directory.toString());
    settings.put("threadkeep.server.development", "true");
    settings.put("threadkeep.workers.grace", "1s");
    settings.put(key, value);
    return TestServer.start(settings);
  }
}
