package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.samples.assistants.RawClient.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed in the middle of its streams: what it has acknowledged is there, and runs
 * end.
 */
final class KilledServerTest {
  private static final int STREAMS = Boolean.getBoolean("threadkeep.chaos") ? 1_000 : 60;
  private static final Pattern RUN =
      Pattern.compile("\"id\":\"(run_\\w+)\".*?\"thread_id\":\"(thread_\\w+)\"");

  @Test
  void noAcknowledgedMessageAndNoRunIsLost(@TempDir Path directory) throws IOException {
    // Those whose runs the dead process has held wait for its lease to end.
    String lease = "-Dthreadkeep.workers.lease=5s";
    String heartbeat = "-Dthreadkeep.workers.heartbeat=1s";
    String room = "-Dthreadkeep.runs.expires-after=1h";
    String crowd = "-Dthreadkeep.server.requests-at-once=" + STREAMS;
    Map<String, String> acknowledged = new ConcurrentHashMap<>();
    try (ServerProcess first = ServerProcess.start(directory, lease, heartbeat, room, crowd)) {
      RawClient http = new RawClient(first.url(), "sk-test");
      String assistant = http.post("/assistants", "{'model':'m','instructions':'Be brief.'}").id();
      AtomicInteger ended = new AtomicInteger();
      HttpClient streams = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      for (int n = 0; n < STREAMS; n++) {
        var unused =
            streams
                .sendAsync(run(first.url(), assistant, n), HttpResponse.BodyHandlers.ofLines())
                .thenAccept(
                    response -> {
                      response.body().forEach(line -> note(line, acknowledged));
                      ended.incrementAndGet();
                    });
      }
      Waiting.until(() -> acknowledged.size() >= STREAMS / 2 && ended.get() >= STREAMS / 10);
      first.kill();
    }
    assertThat(acknowledged).isNotEmpty();
    try (ServerProcess second = ServerProcess.start(directory, lease, heartbeat, room)) {
      RawClient http = new RawClient(second.url(), "sk-test");
      for (Map.Entry<String, String> run : acknowledged.entrySet()) {
        String thread = "/threads/" + run.getValue();
        Waiting.until(() -> status(http, thread, run.getKey()).equals("completed"));
        List<String> said =
            http.get(thread + "/messages?order=asc").json().findValuesAsText("value");
        assertThat(said).hasSize(2);
        assertThat(said.get(0)).startsWith("canary-");
        assertThat(said.get(1)).startsWith("I heard " + said.get(0) + ",");
      }
    }
  }

  private static String status(RawClient http, String thread, String run) {
    Reply found = http.get(thread + "/runs/" + run);
    assertThat(found.status()).as(found.body()).isEqualTo(200);
    return found.json().path("status").asText();
  }

  /** A run that its client has heard of is acknowledged. */
  private static void note(String line, Map<String, String> acknowledged) {
    Matcher run = RUN.matcher(line);
    if (line.contains("\"object\":\"thread.run\"") && run.find()) {
      acknowledged.put(run.group(1), run.group(2));
    }
  }

  private static HttpRequest run(String url, String assistant, int n) {
    String body =
        "{'assistant_id':'"
            + assistant
            + "','stream':true,'thread':{'messages':[{'role':'user','content':'canary-"
            + n
            + "'}]}}";
    return HttpRequest.newBuilder(URI.create(url + "/threads/runs"))
        .header("OpenAI-Beta", "assistants=v2")
        .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
        .build();
  }
}
