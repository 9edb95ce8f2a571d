package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.samples.assistants.RawClient.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that is sent again with its key is done once. */
final class IdempotencyTest {

  @Test
  void aRepetitionReturnsTheFirstResult(@TempDir Path directory) {
    try (Server server = TestServer.start(directory)) {
      RawClient http = new RawClient(server.url(), "sk-test");
      String assistant = http.post("/assistants", "{'model':'m','instructions':'x'}").id();
      String body = "{'messages':[{'role':'user','content':'hello'}],'metadata':{'a':'b'}}";
      String thread = http.with("Idempotency-Key", "one").post("/threads", body).id();
      assertThat(http.with("Idempotency-Key", "one").post("/threads", body).id()).isEqualTo(thread);
      assertThat(http.get("/threads/" + thread + "/messages").json().path("data")).hasSize(1);
      Reply other = http.with("Idempotency-Key", "one").post("/threads", "{}");
      assertThat(other.error()).startsWith("400 ").endsWith("| idempotency_conflict");

      String messages = "/threads/" + thread + "/messages";
      String said = "{'role':'user','content':'again'}";
      String message = http.with("Idempotency-Key", "two").post(messages, said).id();
      assertThat(http.with("Idempotency-Key", "two").post(messages, said).id()).isEqualTo(message);
      assertThat(http.get(messages).json().path("data")).hasSize(2);

      String run =
          "{'assistant_id':'"
              + assistant
              + "','thread':{'messages':[{'role':'user','content':'hi'}]}}";
      String first = http.with("Idempotency-Key", "three").post("/threads/runs", run).id();
      assertThat(http.with("Idempotency-Key", "three").post("/threads/runs", run).id())
          .isEqualTo(first);
      assertThat(http.get("/threads").json().path("data")).hasSize(2);
    }
  }
}
