package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of many streams at once each hears its own run, whole, and nothing of any other. */
final class StreamCrowdTest {
  private static final int STREAMS = Boolean.getBoolean("threadkeep.chaos") ? 1_000 : 100;
  private static final Pattern CANARY = Pattern.compile("canary-\\d+");

  @Test
  void noEventReachesAForeignStream(@TempDir Path directory) {
    try (Server server =
        TestServer.start(
            Map.of(
                "threadkeep.jdbc.directory",
                directory.toString(),
                "threadkeep.server.development",
                "true",
                "threadkeep.server.requests-at-once",
                String.valueOf(STREAMS),
                "threadkeep.runs.expires-after",
                "1h"))) {
      String assistant =
          new RawClient(server.url(), "sk-test")
              .post("/assistants", "{'model':'gpt-4o','instructions':'Be brief.'}")
              .id();
      HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      List<CompletableFuture<HttpResponse<String>>> streams =
          IntStream.range(0, STREAMS)
              .mapToObj(n -> send(http, run(server, assistant, "canary-" + n)))
              .toList();
      for (int n = 0; n < STREAMS; n++) {
        String heard = streams.get(n).join().body();
        assertThat(heard).contains("event: thread.run.completed").endsWith("data: [DONE]\n\n");
        assertThat(CANARY.matcher(heard).results().map(MatchResult::group).distinct())
            .containsExactly("canary-" + n);
        assertThat(heard)
            .contains(
                "I heard canary-"
                    + n
                    + ", and again canary-"
                    + n
                    + ", and once more: canary-"
                    + n
                    + ".");
      }
    }
  }

  /** As OpenAI's clients do: what the server cannot do just now, it is asked for again. */
  private static CompletableFuture<HttpResponse<String>> send(HttpClient http, HttpRequest run) {
    return http.sendAsync(run, HttpResponse.BodyHandlers.ofString())
        .thenCompose(
            response ->
                response.statusCode() == 503
                    ? send(http, run)
                    : CompletableFuture.completedFuture(response));
  }

  private static HttpRequest run(Server server, String assistant, String canary) {
    String body =
        "{'assistant_id':'"
            + assistant
            + "','stream':true,'thread':{'messages':[{'role':'user','content':'"
            + canary
            + "'}]}}";
    return HttpRequest.newBuilder(URI.create(server.url() + "/threads/runs"))
        .header("OpenAI-Beta", "assistants=v2")
        .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
        .build();
  }
}
