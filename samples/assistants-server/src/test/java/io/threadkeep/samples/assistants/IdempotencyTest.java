package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.samples.assistants.RawClient.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that is sent again with its key is done once. */
final class IdempotencyTest {
  private static final String HELLO = "{'messages':[{'role':'user','content':'hello'}]}";

  @TempDir private Path directory;
  private Server server;
  private RawClient http;

  @BeforeEach
  void start() {
    server = TestServer.start(directory);
    http = new RawClient(server.url(), "sk-test");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aRepetitionReturnsTheFirstResult() {
    String body = "{'messages':[{'role':'user','content':'hello'}],'metadata':{'a':'b'}}";
    String thread = keyed("one", "/threads", body).id();
    assertThat(keyed("one", "/threads", body).id()).isEqualTo(thread);
    assertThat(http.get("/threads/" + thread + "/messages").json().path("data")).hasSize(1);
    refused("one", "/threads", "{}");

    String messages = "/threads/" + thread + "/messages";
    String said = "{'role':'user','content':'again'}";
    String message = keyed("two", messages, said).id();
    assertThat(keyed("two", messages, said).id()).isEqualTo(message);
    assertThat(http.get(messages).json().path("data")).hasSize(2);

    String run = runNew(assistant(""), HELLO);
    String first = keyed("three", "/threads/runs", run).id();
    assertThat(keyed("three", "/threads/runs", run).id()).isEqualTo(first);
    assertThat(http.get("/threads").json().path("data")).hasSize(2);
  }

  @Test
  void theSameKeyWithOtherMessagesIsRefused() {
    String empty = keyed("one", "/threads", "{}").id();
    refused("one", "/threads", HELLO);
    assertThat(http.get("/threads/" + empty + "/messages").json().path("data")).isEmpty();
    keyed("two", "/threads", HELLO);
    refused("two", "/threads", "{}");
    refused("two", "/threads", HELLO.replace("hello", "bye"));

    String assistant = assistant("");
    keyed("three", "/threads/runs", runNew(assistant, HELLO));
    refused("three", "/threads/runs", runNew(assistant, "{}"));
    refused("three", "/threads/runs", runNew(assistant, HELLO.replace("hello", "bye")));
    refused("three", "/threads/runs", runNew(assistant(""), HELLO));
    assertThat(http.get("/threads").json().path("data")).hasSize(3);
  }

  @Test
  void aMessageIsFoundAgainThoughARunHasBegun() {
    String assistant =
        assistant(",'tools':[{'type':'function','function':{'name':'get_weather'}}]");
    String thread = http.post("/threads", "{}").id();
    String messages = "/threads/" + thread + "/messages";
    String said = "{'role':'user','content':'How is the weather?'}";
    String message = keyed("one", messages, said).id();
    String runs = "/threads/" + thread + "/runs";
    http.post(runs, "{'assistant_id':'" + assistant + "'}");
    Waiting.until(
        () -> http.get(runs).json().at("/data/0/status").asText().equals("requires_action"));
    assertThat(keyed("one", messages, said).id()).isEqualTo(message);
    refused("one", messages, said.replace("How", "Where"));
    assertThat(keyed("two", messages, said).error()).startsWith("400 Can't add messages to ");
  }

  @Test
  void aRunIsFoundAgainThoughItsAssistantIsGone() {
    String assistant = assistant("");
    String runs = "/threads/" + http.post("/threads", HELLO).id() + "/runs";
    String body = "{'assistant_id':'" + assistant + "'}";
    String run = keyed("one", runs, body).id();
    String withThread = runNew(assistant, HELLO);
    String withThreadRun = keyed("two", "/threads/runs", withThread).id();
    String withNothing = runNew(assistant, "{}");
    String withNothingRun = keyed("three", "/threads/runs", withNothing).id();
    assertThat(http.delete("/assistants/" + assistant).status()).isEqualTo(200);
    assertThat(keyed("one", runs, body).id()).isEqualTo(run);
    assertThat(keyed("two", "/threads/runs", withThread).id()).isEqualTo(withThreadRun);
    assertThat(keyed("three", "/threads/runs", withNothing).id()).isEqualTo(withNothingRun);
    assertThat(keyed("four", "/threads/runs", withThread).error())
        .isEqualTo("404 No assistant found with id '" + assistant + "'. | null | null");
  }

  @Test
  void aRunIsFoundAgainThoughNothingWouldBeLeftToAnswer() {
    String assistant = assistant("");
    String runs = "/threads/" + http.post("/threads", "{}").id() + "/runs";
    String body = "{'assistant_id':'" + assistant + "'}";
    String run = keyed("one", runs, body).id();
    http.post("/assistants/" + assistant, "{'instructions':null}");
    assertThat(keyed("one", runs, body).id()).isEqualTo(run);
    assertThat(keyed("two", runs, body).error()).endsWith(" | invalid_thread");
  }

  @Test
  void ofARunThatIsRefusedNoThreadIsLeft() {
    String silent = http.post("/assistants", "{'model':'m'}").id();
    String assistantsWord = HELLO.replace("'user'", "'assistant'");
    String choice = "','tool_choice':{'type':'function','function':{'name':'none'}},'thread'";
    for (String run :
        new String[] {
          runNew(assistant(""), HELLO).replace("','thread'", choice),
          runNew(silent, "{}"),
          runNew(silent, assistantsWord),
          runNew("asst_000000000000000000000000", HELLO)
        }) {
      assertThat(http.post("/threads/runs", run).status()).as(run).isBetween(400, 404);
      assertThat(keyed("one", "/threads/runs", run).status()).as(run).isBetween(400, 404);
      assertThat(http.get("/threads").json().path("data")).as(run).isEmpty();
    }
    assertThat(keyed("one", "/threads/runs", runNew(silent, HELLO)).status()).isEqualTo(200);
  }

  private String assistant(String more) {
    return http.post("/assistants", "{'model':'m','instructions':'x'" + more + "}").id();
  }

  private static String runNew(String assistant, String thread) {
    return "{'assistant_id':'" + assistant + "','thread':" + thread + "}";
  }

  private Reply keyed(String key, String path, String body) {
    return http.with("Idempotency-Key", key).post(path, body);
  }

  private void refused(String key, String path, String body) {
    assertThat(keyed(key, path, body).error())
        .startsWith("400 ")
        .endsWith("| idempotency_conflict");
  }
}
