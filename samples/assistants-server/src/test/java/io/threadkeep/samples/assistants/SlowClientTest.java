package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.samples.assistants.RawClient.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sends drop by drop is cut off, and holds up nobody else until then. */
final class SlowClientTest {
  private static final String[] HEAD = {
    "POST /v1/threads HTTP/1.1",
    "Host: localhost",
    "Authorization: Bearer sk-acme",
    "OpenAI-Beta: assistants=v2",
    "Content-Length: 1000000"
  };

  @Test
  void aRequestMustComeAtSomePace(@TempDir Path directory) {
    try (Server server = TestServer.start(directory);
        RawSocket socket = new RawSocket(server.port())) {
      socket.head(HEAD).send("{");
      for (int n = 0; n < 60 && !socket.isAnswered(); n++) {
        pause(500);
        if (!socket.isAnswered()) {
          socket.send(" ");
        }
      }
      assertThat(socket.answer())
          .startsWith("HTTP/1.1 408")
          .contains("Content-Type: application/json", "came too slowly");
    }
  }

  @Test
  void aWholeBodyHasADeadline(@TempDir Path directory) {
    Map<String, String> settings = open(directory);
    settings.put("threadkeep.server.body-deadline", "1s");
    try (Server server = TestServer.start(settings);
        RawSocket socket = new RawSocket(server.port())) {
      socket.head(HEAD).send("{" + " ".repeat(8_000));
      for (int n = 0; n < 100 && !socket.isAnswered(); n++) {
        pause(50);
        if (!socket.isAnswered()) {
          socket.send(" ".repeat(50));
        }
      }
      assertThat(socket.answer())
          .startsWith("HTTP/1.1 408")
          .contains("all of it was expected within 1000 ms");
    }
  }

  /** One key's 250 slow bodies once held all threads there are. */
  @Test
  void slowBodiesOfOneTenantHoldUpNoOther(@TempDir Path directory) throws Exception {
    Map<String, String> settings = TenantKeys.settings(directory, "acme", "globex");
    settings.put("threadkeep.server.requests-at-once", "3");
    try (Server server = TestServer.start(settings)) {
      RawClient acme = new RawClient(server.url(), "sk-acme");
      RawClient globex = new RawClient(server.url(), "sk-globex");
      // Of which not a byte comes: what comes too slowly is cut off before the rest is looked at.
      List<RawSocket> slow =
          Stream.generate(() -> new RawSocket(server.port()).head(HEAD)).limit(10).toList();
      // Nothing else is asked with this key until then: it could have one of the places.
      Waiting.until(() -> slow.stream().filter(RawSocket::isAnswered).count() == 7);
      Reply refused = acme.get("/threads");
      assertThat(refused.error())
          .isEqualTo(
              "429 Rate limit reached: too many requests of this API key at once. Try again when"
                  + " one of them is answered. | null | rate_limit_exceeded");
      assertThat(refused.header("retry-after")).isEqualTo("1");
      assertThat(globex.get("/threads").status()).isEqualTo(200);
      slow.forEach(RawSocket::close);
      Waiting.until(() -> acme.get("/threads").status() == 200);
    }
  }

  @Test
  void aStreamThatHasBegunIsNotAmongTheRequestsAtOnce(@TempDir Path directory) {
    Map<String, String> settings = open(directory);
    settings.put("threadkeep.server.requests-at-once", "1");
    settings.put("threadkeep.server.streams-per-key", "1");
    settings.put("threadkeep.server.pulse", "20ms");
    settings.put("threadkeep.workers.grace", "1s");
    try (Server server = TestServer.start(settings)) {
      RawClient http = new RawClient(server.url(), "sk-test");
      String assistant = whenFree(http, "/assistants", "{'model':'m','instructions':'x'}").id();
      String run =
          "{'assistant_id':'"
              + assistant
              + "','stream':true,'thread':{'messages':[{'role':'user','content':'hang'}]}}";
      try (RawSocket hearer = hearer(server, run.replace('\'', '"'))) {
        hearer.upTo("event: thread.run.created");
        Waiting.until(() -> http.get("/threads").status() == 200);
        assertThat(whenFree(http, "/threads/runs", run).error()).contains("1 streams");
      }
      String words = run.replace("hang", "hello");
      // A client that is gone leaves its place to the next.
      Waiting.until(() -> http.post("/threads/runs", words).events().contains("done"));
    }
  }

  /** Who begins a run and hears it; as {@link #whenFree}. */
  private static RawSocket hearer(Server server, String body) {
    for (int n = 0; n < 100; n++) {
      RawSocket hearer =
          new RawSocket(server.port())
              .head(
                  "POST /v1/threads/runs HTTP/1.1",
                  "Host: localhost",
                  "OpenAI-Beta: assistants=v2",
                  "Content-Length: " + body.length())
              .send(body);
      if (hearer.upTo("\r\n").contains(" 200 ")) {
        return hearer;
      }
      hearer.close();
      pause(20);
    }
    throw new AssertionError("The place never became free.");
  }

  /** One request follows the other so soon that the first may not be over. */
  private static Reply whenFree(RawClient http, String path, String body) {
    for (int n = 0; n < 100; n++) {
      Reply reply = http.post(path, body);
      if (!reply.body().contains("requests of this API key at once")) {
        return reply;
      }
      pause(20);
    }
    throw new AssertionError("The place never became free.");
  }

  private static Map<String, String> open(Path directory) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("threadkeep.jdbc.directory", directory.toString());
    settings.put("threadkeep.server.development", "true");
    return settings;
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }
}
