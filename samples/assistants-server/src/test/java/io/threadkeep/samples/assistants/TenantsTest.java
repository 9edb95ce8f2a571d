package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.samples.assistants.RawClient.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who shows a key reaches its tenant's, and what is another's looks as if it were not there. */
final class TenantsTest {
  @TempDir static Path directory;
  private static Server server;
  private static RawClient acme;
  private static RawClient globex;

  /** What a tenant has: one of each. */
  private record Holdings(
      String assistant, String thread, String message, String run, String step) {}

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start(TenantKeys.settings(directory, "acme", "globex", "acme/u-42"));
    acme = new RawClient(server.url(), "sk-acme");
    globex = new RawClient(server.url(), "sk-globex");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void withoutAKeyNobodyIsLetIn() {
    assertThat(acme.without("Authorization").get("/threads").status()).isEqualTo(401);
    Reply wrong = acme.with("Authorization", "Bearer sk-wrong-and-long").get("/threads");
    assertThat(wrong.error())
        .isEqualTo(
            "401 Incorrect API key provided: sk-***. You can find your API key at"
                + " https://platform.openai.com/account/api-keys. | null | invalid_api_key");
    assertThat(acme.get("/threads").status()).isEqualTo(200);
  }

  @Test
  void everyIdOfAnotherTenantIsMissing() {
    Holdings theirs = holdings(globex);
    Holdings own = holdings(acme);
    for (List<String> asked : everyWay(theirs, own)) {
      Reply reply =
          switch (asked.get(0)) {
            case "GET" -> acme.get(asked.get(1));
            case "DELETE" -> acme.delete(asked.get(1));
            default -> acme.post(asked.get(1), asked.get(2));
          };
      assertThat(reply.status()).as(asked + " " + reply.body()).isEqualTo(404);
    }
    assertThat(holdingsOf(globex, theirs)).isEqualTo(List.of(200, 200, 200, 200, 200));
  }

  @Test
  void listsShowOnesOwn() {
    Holdings theirs = holdings(globex);
    Holdings own = holdings(acme);
    assertThat(acme.get("/threads?limit=100").body())
        .contains(own.thread())
        .doesNotContain(theirs.thread());
    assertThat(acme.get("/assistants?limit=100").body())
        .contains(own.assistant())
        .doesNotContain(theirs.assistant());
  }

  @Test
  void aUsersKeyRunsTheTenantsAssistantsAndChangesNone() {
    String assistant = acme.post("/assistants", "{'model':'m','instructions':'x'}").id();
    RawClient ann = new RawClient(server.url(), "sk-acme/u-42");
    for (Reply reply :
        List.of(
            ann.post("/assistants", "{'model':'m'}"),
            ann.post("/assistants/" + assistant, "{'instructions':'mine'}"),
            ann.delete("/assistants/" + assistant))) {
      assertThat(reply.error())
          .startsWith("403 This API key is one user's")
          .endsWith(" | null | insufficient_permissions");
      assertThat(reply.json().at("/error/type").asText()).isEqualTo("invalid_request_error");
    }
    assertThat(ann.get("/assistants/" + assistant).json().path("instructions").asText())
        .isEqualTo("x");
    assertThat(ann.get("/assistants?limit=100").body()).contains(assistant);
    assertThat(ann.post("/threads/runs", "{'assistant_id':'" + assistant + "'}").status())
        .isEqualTo(200);
  }

  /** Each operation, with a foreign id in each place where it takes one. */
  private static List<List<String>> everyWay(Holdings theirs, Holdings own) {
    String say = "{'role':'user','content':'x'}";
    String outputs = "{'tool_outputs':[]}";
    Stream<List<String>> withAssistant =
        Stream.of(
            List.of("GET", "/assistants/" + theirs.assistant()),
            List.of("POST", "/assistants/" + theirs.assistant(), "{}"),
            List.of("DELETE", "/assistants/" + theirs.assistant()),
            List.of("POST", "/threads/runs", "{'assistant_id':'" + theirs.assistant() + "'}"),
            List.of(
                "POST",
                "/threads/" + own.thread() + "/runs",
                "{'assistant_id':'" + theirs.assistant() + "'}"),
            List.of("GET", "/assistants?after=" + theirs.assistant()),
            List.of("GET", "/assistants?before=" + theirs.assistant()),
            List.of("GET", "/threads?after=" + theirs.thread()));
    Stream<List<String>> withThread =
        Stream.of(
            List.of("GET", ""),
            List.of("POST", "", "{}"),
            List.of("DELETE", ""),
            List.of("POST", "/messages", say),
            List.of("GET", "/messages"),
            List.of("POST", "/runs", "{'assistant_id':'" + own.assistant() + "'}"),
            List.of("GET", "/runs"));
    List<List<String>> ways =
        Stream.concat(
                withAssistant,
                withThread.map(
                    asked ->
                        Stream.concat(
                                Stream.of(
                                    asked.get(0), "/threads/" + theirs.thread() + asked.get(1)),
                                asked.stream().skip(2))
                            .toList()))
            .collect(Collectors.toCollection(ArrayList::new));
    for (String thread : List.of(theirs.thread(), own.thread())) {
      String base = "/threads/" + thread;
      ways.add(List.of("GET", base + "/messages/" + theirs.message()));
      ways.add(List.of("POST", base + "/messages/" + theirs.message(), "{'metadata':{'a':'b'}}"));
      ways.add(List.of("DELETE", base + "/messages/" + theirs.message()));
      ways.add(List.of("GET", base + "/messages?after=" + theirs.message()));
      ways.add(List.of("GET", base + "/runs?after=" + theirs.run()));
      for (String run : List.of(theirs.run(), own.run())) {
        if (thread.equals(own.thread()) && run.equals(own.run())) {
          continue;
        }
        ways.add(List.of("GET", base + "/runs/" + run));
        ways.add(List.of("POST", base + "/runs/" + run, "{}"));
        ways.add(List.of("POST", base + "/runs/" + run + "/cancel", ""));
        ways.add(List.of("POST", base + "/runs/" + run + "/submit_tool_outputs", outputs));
        ways.add(List.of("GET", base + "/runs/" + run + "/stream"));
        ways.add(List.of("GET", base + "/runs/" + run + "/steps"));
        ways.add(List.of("GET", base + "/runs/" + run + "/steps/" + theirs.step()));
      }
    }
    ways.add(
        List.of(
            "GET", "/threads/" + own.thread() + "/runs/" + own.run() + "/steps/" + theirs.step()));
    return ways;
  }

  private static Holdings holdings(RawClient client) {
    String assistant = client.post("/assistants", "{'model':'m','instructions':'x'}").id();
    String thread =
        client.post("/threads", "{'messages':[{'role':'user','content':'hello'}]}").id();
    String run =
        client.post("/threads/" + thread + "/runs", "{'assistant_id':'" + assistant + "'}").id();
    String path = "/threads/" + thread + "/runs/" + run;
    Waiting.until(() -> client.get(path).json().path("status").asText().equals("completed"));
    return new Holdings(
        assistant,
        thread,
        client.get("/threads/" + thread + "/messages").json().at("/data/0/id").asText(),
        run,
        client.get(path + "/steps").json().at("/data/0/id").asText());
  }

  private static List<Integer> holdingsOf(RawClient client, Holdings holdings) {
    String thread = "/threads/" + holdings.thread();
    return Stream.of(
            "/assistants/" + holdings.assistant(),
            thread,
            thread + "/messages/" + holdings.message(),
            thread + "/runs/" + holdings.run(),
            thread + "/runs/" + holdings.run() + "/steps/" + holdings.step())
        .map(path -> client.get(path).status())
        .toList();
  }
}
