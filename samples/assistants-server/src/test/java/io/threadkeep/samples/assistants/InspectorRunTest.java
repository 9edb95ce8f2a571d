package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.threadkeep.samples.assistants.RawClient.Reply;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the inspector's page reads of runs as they go on, and does with them. */
final class InspectorRunTest {
  @TempDir static Path directory;
  private static Server server;
  private static RawClient api;
  private static RawClient inspector;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            Map.of(
                "threadkeep.jdbc.directory", directory.toString(),
                "threadkeep.fake.script", "classpath:inspector.conf",
                "threadkeep.server.development", "true"));
    api = new RawClient(server.url(), "any");
    inspector =
        new RawClient(server.url().replace("/v1", "/inspector/api"), "any").without("OpenAI-Beta");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aRunIsAnsweredAndCancelled() {
    Kitchen waiting = Kitchen.asked(api, "How is the weather?").until(api, "requires_action");
    String path = "/runs/" + waiting.run();
    JsonNode call = inspector.get(path).json().at("/required/0");
    assertThat(call.path("wanted").asText()).isEqualTo("output");
    String id = call.at("/call/call_id").asText();
    assertThat(inspector.post(path + "/answer", "{'answers':[{'call_id':'" + id + "'}]}").status())
        .isEqualTo(400);
    String answer = "{'answers':[{'call_id':'" + id + "','output':'sunny'}]}";
    for (String besides : List.of("'failure':'x'", "'deny':'x'", "'approve':true")) {
      String both = answer.replace("}]}", "," + besides + "}]}");
      assertThat(inspector.post(path + "/answer", both).error())
          .startsWith("400 Invalid 'answers[0]': expected one of output, failure");
    }
    assertThat(inspector.post(path + "/answer", answer).status()).isEqualTo(200);
    waiting.until(api, "completed");
    JsonNode tool = inspector.get(path).json().at("/calls/0/tools/0");
    assertThat(tool.at("/result/output").asText()).isEqualTo("sunny");
    // The caller's own calls are no worker's to time.
    assertThat(tool.has("begun_at")).isFalse();
    assertThat(kinds(inspector.get(path + "/events"))).contains("action_required");
    assertThat(inspector.post(path + "/answer", answer.replace("sunny", "rain")).error())
        .startsWith("400 The run waits for no such answers");

    Kitchen hanging = Kitchen.asked(api, "hang").until(api, "in_progress");
    assertThat(inspector.post("/runs/" + hanging.run() + "/cancel", "{}").status()).isEqualTo(200);
    hanging.until(api, "cancelled");
  }

  @Test
  void aCallThatSaysNothingIsToldOfWhileItGoesOn() {
    Kitchen hanging = Kitchen.asked(api, "hang");
    String path = "/runs/" + hanging.run();
    Waiting.until(() -> kinds(inspector.get(path + "/events")).contains("step_begun"));
    Reply told = inspector.get(path + "/events");
    assertThat(kinds(told)).containsExactly("attempt_begun", "step_begun");
    assertThat(told.json().path("last").asLong()).isEqualTo(2);
    assertThat(inspector.get(path).json().path("calls")).isEmpty();
    Instant claimed =
        Instant.parse(inspector.get(path).json().at("/run/times/started_at").asText());
    assertThat(Instant.parse(told.json().at("/events/1/at").asText()))
        .isBetween(claimed, claimed.plusSeconds(5));
    Reply rest = inspector.get(path + "/events?after=2");
    assertThat(rest.json().path("events")).isEmpty();
    assertThat(rest.json().path("last").asLong()).isEqualTo(2);
    assertThat(rest.json().path("more").asBoolean(true)).isFalse();
    assertThat(inspector.get(path + "/events?after=-1").status()).isEqualTo(400);
    inspector.post(path + "/cancel", "{}");
    hanging.until(api, "cancelled");
  }

  @Test
  void whatWasSaidIsNotAmongWhatHasHappened() {
    Kitchen said = Kitchen.asked(api, "Say something.").until(api, "completed");
    Reply told = inspector.get("/runs/" + said.run() + "/events");
    assertThat(kinds(told))
        .containsExactly("attempt_begun", "step_begun", "message_ended", "step_ended");
    assertThat(told.json().path("last").asLong()).isGreaterThan(4);
    assertThat(told.body()).doesNotContain("something");
  }

  private static List<String> kinds(Reply told) {
    List<String> kinds = new ArrayList<>();
    told.json().path("events").forEach(event -> kinds.add(event.at("/body/type").asText()));
    return kinds;
  }
}
