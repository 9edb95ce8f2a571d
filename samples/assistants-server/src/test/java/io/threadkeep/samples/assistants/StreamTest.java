package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.samples.assistants.RawClient.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What streams tell, in which order, and that they can be taken up where they were left. */
final class StreamTest {
  @TempDir static Path directory;
  private static Server server;
  private static RawClient http;

  @BeforeAll
  static void start() {
    server = TestServer.start(directory);
    http = new RawClient(server.url(), "sk-test");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aPlainRunIsToldInOrder() {
    Reply stream = runNew(assistant(""), "Hello there, my friend.", "");
    assertThat(once(stream.events()))
        .containsExactly(
            "thread.created",
            "thread.run.created",
            "thread.run.queued",
            "thread.run.in_progress",
            "thread.run.step.created",
            "thread.run.step.in_progress",
            "thread.message.created",
            "thread.message.in_progress",
            "thread.message.delta",
            "thread.message.completed",
            "thread.run.step.completed",
            "thread.run.completed",
            "done");
  }

  @Test
  void aToolCallIsToldAndTakenUpWithItsOutput() {
    Reply stream = runNew(weatherman(), "How is the weather?", "");
    assertThat(once(stream.events()))
        .containsExactly(
            "thread.created",
            "thread.run.created",
            "thread.run.queued",
            "thread.run.in_progress",
            "thread.run.step.created",
            "thread.run.step.in_progress",
            "thread.run.step.delta",
            "thread.run.requires_action",
            "done");
    Reply resumed = answer(stream);
    assertThat(once(resumed.events()))
        .containsExactly(
            "thread.run.step.completed",
            "thread.run.queued",
            "thread.run.in_progress",
            "thread.run.step.created",
            "thread.run.step.in_progress",
            "thread.message.created",
            "thread.message.in_progress",
            "thread.message.delta",
            "thread.message.completed",
            "thread.run.step.completed",
            "thread.run.completed",
            "done");
  }

  @Test
  void wordsBesideAToolCallAreAStepOfTheirOwn() {
    Reply stream = runNew(weatherman(), "Tell me slowly and with a tool.", "");
    assertThat(once(stream.events()))
        .containsExactly(
            "thread.created",
            "thread.run.created",
            "thread.run.queued",
            "thread.run.in_progress",
            "thread.run.step.created",
            "thread.run.step.in_progress",
            "thread.message.created",
            "thread.message.in_progress",
            "thread.message.delta",
            "thread.run.step.created",
            "thread.run.step.in_progress",
            "thread.run.step.delta",
            "thread.message.completed",
            "thread.run.step.completed",
            "thread.run.requires_action",
            "done");
    Reply resumed = answer(stream);
    assertThat(resumed.events()).endsWith("thread.run.completed", "done");
    String run = runPath(stream);
    List<String> told =
        (stream.body() + resumed.body())
            .lines()
            .filter(line -> line.contains("\"object\":\"thread.run.step\""))
            .map(line -> line.replaceFirst(".*?\"id\":\"(step_[^\"]+)\".*", "$1"))
            .distinct()
            .toList();
    List<String> listed =
        http.get(run + "/steps?order=asc").json().path("data").findValuesAsText("id").stream()
            .filter(id -> id.startsWith("step_"))
            .toList();
    assertThat(listed).hasSize(3).containsExactlyElementsOf(told);
    for (String step : listed) {
      assertThat(http.get(run + "/steps/" + step).id()).isEqualTo(step);
    }
  }

  @Test
  void aStreamThatIsTakenUpGoesOnThroughWhatWasAnswered() {
    Reply stream = runNew(weatherman(), "How is the weather?", "");
    Reply resumed = answer(stream);
    Reply whole = http.get(runPath(stream) + "/stream");
    List<String> told = new ArrayList<>(stream.events());
    told.remove("thread.created");
    told.remove("done");
    told.addAll(resumed.events());
    assertThat(once(whole.events())).isEqualTo(once(told));
  }

  @Test
  void anAnswerThatIsCutShortSaysWhy() {
    Reply stream = runNew(assistant(""), "Tell a very long story.", "");
    assertThat(once(stream.events()))
        .endsWith(
            "thread.message.incomplete",
            "thread.run.step.completed",
            "thread.run.incomplete",
            "done");
    assertThat(stream.body()).contains("\"incomplete_details\":{\"reason\":\"max_tokens\"}");
  }

  @Test
  void aFailedRunEndsItsStream() {
    Reply stream = runNew(assistant(""), "Please fail.", "");
    assertThat(once(stream.events())).endsWith("thread.run.failed", "done");
    assertThat(stream.body()).contains("\"last_error\":{\"code\":");
  }

  @Test
  void aStreamGoesOnBehindTheLastEventThatWasSeen() {
    Reply whole = runNew(assistant(""), "Say this word by word, please, and slowly.", "");
    List<String> ids = whole.body().lines().filter(line -> line.startsWith("id: ")).toList();
    List<String> frames = told(whole);
    for (String id : List.of(ids.get(3), ids.get(ids.size() / 2), ids.get(ids.size() - 2))) {
      Reply rest =
          http.with("Last-Event-ID", id.substring("id: ".length())).get(runPath(whole) + "/stream");
      List<String> restIds = rest.body().lines().filter(line -> line.startsWith("id: ")).toList();
      assertThat(restIds).containsExactlyElementsOf(ids.subList(ids.indexOf(id) + 1, ids.size()));
      assertThat(rest.events()).endsWith("thread.run.completed", "done");
      assertThat(frames).endsWith(told(rest).toArray(String[]::new));
    }
  }

  /** What is said of messages and steps, with its times; the run itself has gone on since. */
  private static List<String> told(Reply stream) {
    return Arrays.stream(stream.body().split("\n\n", -1))
        .filter(
            frame -> frame.matches("(?s).*event: thread\\.(message|run\\.step|run\\.completed).*"))
        .toList();
  }

  /** Starts a run on a thread that is made for it, and hears it to its end. */
  private static Reply runNew(String assistant, String text, String more) {
    return http.post(
        "/threads/runs",
        "{'assistant_id':'"
            + assistant
            + "','stream':true,'thread':{'messages':[{'role':'user','content':'"
            + text
            + "'}]}"
            + more
            + "}");
  }

  private static Reply answer(Reply waiting) {
    String run = runPath(waiting);
    String call =
        http.get(run).json().at("/required_action/submit_tool_outputs/tool_calls/0/id").asText();
    return http.post(
        run + "/submit_tool_outputs",
        "{'stream':true,'tool_outputs':[{'tool_call_id':'" + call + "','output':'sunny'}]}");
  }

  private static String runPath(Reply stream) {
    String thread = stream.body().replaceFirst("(?s).*?\"thread_id\":\"(thread_\\w+)\".*", "$1");
    String run = stream.body().replaceFirst("(?s).*?\"id\":\"(run_\\w+)\".*", "$1");
    return "/threads/" + thread + "/runs/" + run;
  }

  /** Pieces that follow each other count as one: how many there are depends on the storage. */
  private static List<String> once(List<String> events) {
    Predicate<Integer> again =
        i -> i > 0 && events.get(i).endsWith("delta") && events.get(i).equals(events.get(i - 1));
    return IntStream.range(0, events.size())
        .boxed()
        .filter(again.negate())
        .map(events::get)
        .toList();
  }

  private static String assistant(String more) {
    return http.post("/assistants", "{'model':'gpt-4o','instructions':'Be brief.'" + more + "}")
        .id();
  }

  private static String weatherman() {
    return assistant(",'tools':[{'type':'function','function':{'name':'get_weather'}}]");
  }
}
