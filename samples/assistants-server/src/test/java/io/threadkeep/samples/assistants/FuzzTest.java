package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.message.Message;
import io.threadkeep.page.PageRequest;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes in, the server says what is wrong with it, and nothing of itself. */
final class FuzzTest {
  private static final boolean CHAOS = Boolean.getBoolean("threadkeep.chaos");
  private static final int REQUESTS = CHAOS ? 10_000 : 1_000;
  private static final long SEED = Long.getLong("threadkeep.seed", 7);
  private static final List<String> OF_THE_INSIDE =
      List.of("Exception", "at io.", "at java.", "org.jooq", "org.h2", "select ", "SELECT ");

  @Test
  void malformedRequestsAreRefusedAndLeaveNothingBroken(@TempDir Path directory)
      throws IOException {
    try (Server server = TestServer.start(directory)) {
      RawClient http = new RawClient(server.url(), "sk-test");
      String assistant = http.post("/assistants", "{'model':'m','instructions':'x'}").id();
      Fuzzer fuzzer = new Fuzzer(new SplittableRandom(SEED), paths(http, assistant), assistant);
      TreeMap<String, Integer> statuses = new TreeMap<>();
      for (int n = 0; n < REQUESTS; n++) {
        byte[] request = fuzzer.next();
        String answer = send(server, request);
        String status = answer.substring(0, Math.min(12, answer.length()));
        statuses.merge(status, 1, Integer::sum);
        String what = "seed " + SEED + ", request " + n + ": " + text(request) + "\n" + answer;
        assertThat(status).as(what).matches("HTTP/1.1 [24]..");
        if (status.charAt(9) == '4') {
          OF_THE_INSIDE.forEach(inside -> assertThat(answer).as(what).doesNotContain(inside));
        }
      }
      assertThat(statuses).hasSizeGreaterThan(2);
      requireWhole(server);
      assertThat(http.post("/threads", "{}").status()).isEqualTo(200);
    }
  }

  private static List<String> paths(RawClient http, String assistant) {
    String thread = http.post("/threads", "{'messages':[{'role':'user','content':'hello'}]}").id();
    String run =
        http.post("/threads/" + thread + "/runs", "{'assistant_id':'" + assistant + "'}").id();
    String message = http.get("/threads/" + thread + "/messages").json().at("/data/0/id").asText();
    String base = "/v1/threads/" + thread;
    return List.of(
        "/v1/assistants",
        "/v1/assistants/" + assistant,
        "/v1/threads",
        "/v1/threads/runs",
        base,
        base + "/messages",
        base + "/messages/" + message,
        base + "/runs",
        base + "/runs/" + run,
        base + "/runs/" + run + "/cancel",
        base + "/runs/" + run + "/submit_tool_outputs",
        base + "/runs/" + run + "/steps",
        base + "/runs/" + run + "/steps/step_000000000000000000000000",
        base + "/runs/" + run + "/stream");
  }

  private static String send(Server server, byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request);
      return text(socket.getInputStream().readAllBytes());
    }
  }

  /** Each thread is dense from its first message to its last. */
  private static void requireWhole(Server server) {
    for (PageRequest page = PageRequest.newestFirst(); page != null; ) {
      var threads = server.threadkeep().conversations().find(ThreadQuery.ALL, page);
      for (ChatThread thread : threads.items()) {
        assertThat(server.threadkeep().conversations().resume(thread.id()).messages())
            .extracting(Message::position)
            .containsExactlyElementsOf(
                LongStream.rangeClosed(1, thread.messageCount()).boxed().toList());
      }
      page = threads.next();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
