package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.threadkeep.samples.assistants.RawClient.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How runs end that do not come to their natural end: streams and lists say the same. */
class StreamEndsTest {
  private static Server server;
  private static RawClient http;

  @BeforeAll
  static void start() {
    server = TestServer.start(Map.of("threadkeep.server.development", "true"));
    http = new RawClient(server.url(), "");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aCallThatWaitsIsToldWithItsRunWhenThatIsCancelled() {
    Run run = Run.of(http, "How is the weather?");
    run.post("/cancel", "");
    run.ends("cancelled");
    JsonNode told = run.event("thread.run.step.cancelled");
    assertThat(told.at("/step_details/tool_calls/0/function/name").asText())
        .isEqualTo("get_weather");
    assertThat(told.at("/step_details/tool_calls/0/function/output").isNull()).isTrue();
    assertThat(told.at("/usage/total_tokens").asInt()).isPositive();
    assertThat(run.steps()).containsExactly(told);
  }

  @Test
  void whatWasRequiredCanStillBeRead() {
    Run run = Run.of(http, "How is the weather?");
    JsonNode waiting = run.get("");
    String call = waiting.at("/required_action/submit_tool_outputs/tool_calls/0/id").asText();
    run.post(
        "/submit_tool_outputs",
        "{'tool_outputs':[{'tool_call_id':'" + call + "','output':'sunny'}]}");
    run.ends("completed");
    assertThat(run.event("thread.run.requires_action").path("required_action"))
        .isEqualTo(waiting.path("required_action"));
  }

  @Test
  void aCallThatIsCutShortIsAStepThatCanBeFound() {
    Run run = Run.of(http, "Please cut the call.");
    run.ends("incomplete");
    JsonNode told = run.event("thread.run.step.completed");
    assertThat(run.steps()).extracting(step -> step.path("id")).containsExactly(told.path("id"));
    assertThat(run.steps().get(0).path("usage")).isEqualTo(run.get("").path("usage"));
    assertThat(told.path("usage")).isEqualTo(run.get("").path("usage"));
  }

  @Test
  void whatABrokenAttemptHasSaidIsInItsMessage() {
    Run run = Run.of(http, "A story that breaks off.");
    run.ends("completed");
    JsonNode abandoned = run.event("thread.message.incomplete");
    assertThat(abandoned.at("/content/0/text/value").asText()).isEqualTo("Once upon");
    assertThat(run.event("thread.run.step.failed").at("/last_error/code").asText())
        .isEqualTo("server_error");
    assertThat(run.event("thread.message.completed").at("/content/0/text/value").asText())
        .isEqualTo("Once upon a time.");
  }

  @Test
  void aThreadThatIsDeletedTakesItsRunWithIt() throws Exception {
    Run run = Run.of(http, "Please begin and hang.");
    CompletableFuture<Reply> stream =
        CompletableFuture.supplyAsync(() -> http.get(run.path() + "/stream"));
    Waiting.until(() -> run.get("").path("status").asText().equals("in_progress"));
    http.delete("/threads/" + run.thread());
    Reply told = stream.get();
    assertThat(told.events()).endsWith("done").doesNotContain("thread.run.completed");
    assertThat(told.body()).doesNotContain("The run goes on");
    assertThat(List.of("thread.run.cancelled", "error"))
        .contains(told.events().get(told.events().size() - 2));
  }

  /** A run on a thread of its own, which stands still or has ended. */
  private record Run(RawClient http, String thread, String path) {

    static Run of(RawClient http, String question) {
      String assistant =
          http.post(
                  "/assistants",
                  "{'model':'m','tools':[{'type':'function','function':{'name':'get_weather'}}]}")
              .id();
      String thread =
          http.post("/threads", "{'messages':[{'role':'user','content':'" + question + "'}]}").id();
      String runs = "/threads/" + thread + "/runs";
      Run run =
          new Run(
              http,
              thread,
              runs + "/" + http.post(runs, "{'assistant_id':'" + assistant + "'}").id());
      Waiting.until(
          () ->
              question.contains("hang")
                  || !List.of("queued", "in_progress")
                      .contains(run.get("").path("status").asText()));
      return run;
    }

    JsonNode get(String more) {
      return http.get(path + more).json();
    }

    void post(String more, String body) {
      assertThat(http.post(path + more, body).status()).isEqualTo(200);
    }

    void ends(String status) {
      Waiting.until(() -> get("").path("status").asText().equals(status));
    }

    List<JsonNode> steps() {
      return List.copyOf(get("/steps").path("data").findParents("step_details"));
    }

    /** The only one of its name. */
    JsonNode event(String name) {
      List<String> frames =
          http.get(path + "/stream")
              .body()
              .lines()
              .dropWhile(line -> !line.equals("event: " + name))
              .toList();
      assertThat(frames).as(name).isNotEmpty();
      return new Reply(200, frames.get(1).substring("data: ".length()), Map.of()).json();
    }
  }
}
