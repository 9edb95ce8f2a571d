package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.samples.assistants.RawClient.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs are taken once, however often they are handed in. */
final class OutputsTest {
  @TempDir static Path directory;
  private static Server server;
  private static RawClient http;
  private static String assistant;

  @BeforeAll
  static void start() {
    server = TestServer.start(directory);
    http = new RawClient(server.url(), "sk-test");
    assistant =
        http.post(
                "/assistants",
                "{'model':'m','tools':[{'type':'function','function':{'name':'get_weather'}}]}")
            .id();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theSameOutputsAgainAreTakenAsBefore() {
    String run = waiting();
    String outputs = outputs(run, "sunny");
    assertThat(submit(run, outputs).status()).isEqualTo(200);
    Reply again = submit(run, outputs);
    assertThat(again.status()).as(again.body()).isEqualTo(200);
    assertThat(again.json().path("status").asText()).isEqualTo("queued");
    await(run, "completed");
    assertThat(submit(run, outputs).id()).isEqualTo(again.id());
    assertThat(submit(run, outputs.replace("}]", "}],'stream':true")).events())
        .startsWith("thread.run.step.completed", "thread.run.queued")
        .endsWith("thread.run.completed", "done");
    assertThat(submit(run, outputs.replace("sunny", "rain")).error())
        .isEqualTo("400 Runs in status \"completed\" do not accept tool outputs. | null | null");
    assertThat(submit(run, "{'tool_outputs':[{'tool_call_id':'call_x','output':''}]}").error())
        .isEqualTo("400 Runs in status \"completed\" do not accept tool outputs. | null | null");
    assertThat(submit(run, "{'tool_outputs':[]}").error())
        .isEqualTo("400 Runs in status \"completed\" do not accept tool outputs. | null | null");
  }

  @Test
  void ofManyAtOnceNoneIsToldOfCallsThatNobodyHasMade() {
    for (int round = 0; round < 5; round++) {
      String run = waiting();
      String outputs = outputs(run, "sunny");
      List<CompletableFuture<Reply>> all =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> submit(run, outputs)))
              .limit(4)
              .toList();
      assertThat(all).allSatisfy(one -> assertThat(one.join().status()).isEqualTo(200));
      await(run, "completed");
    }
  }

  @Test
  void anOutputThatNoStoreCanKeepIsNamed() {
    String run = waiting();
    assertThat(submit(run, outputs(run, "\\u0000")).error())
        .startsWith("400 Invalid 'tool_outputs[0].output': expected well-formed Unicode")
        .endsWith(" | tool_outputs[0].output | invalid_value");
    assertThat(submit(run, outputs(run, "sunny")).status()).isEqualTo(200);
  }

  /** The path of a run that waits for the weather. */
  private static String waiting() {
    Reply run =
        http.post(
            "/threads/runs",
            "{'assistant_id':'"
                + assistant
                + "','thread':{'messages':[{'role':'user','content':'How is the weather?'}]}}");
    String path = "/threads/" + run.json().path("thread_id").asText() + "/runs/" + run.id();
    await(path, "requires_action");
    return path;
  }

  private static String outputs(String run, String output) {
    String call =
        http.get(run).json().at("/required_action/submit_tool_outputs/tool_calls/0/id").asText();
    return "{'tool_outputs':[{'tool_call_id':'" + call + "','output':'" + output + "'}]}";
  }

  private static Reply submit(String run, String outputs) {
    return http.post(run + "/submit_tool_outputs", outputs);
  }

  private static void await(String run, String status) {
    Waiting.until(() -> http.get(run).json().path("status").asText().equals(status));
  }
}
