package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.samples.assistants.RawClient.Reply;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused, in the words that clients compare. */
final class ErrorWordsTest {
  private static final String NOBODYS = "000000000000000000000000";

  @TempDir static Path directory;
  private static Server server;
  private static RawClient http;
  private static String assistant;

  @BeforeAll
  static void start() {
    server = TestServer.start(directory);
    http = new RawClient(server.url(), "sk-test");
    assistant = http.post("/assistants", "{'model':'gpt-4o','instructions':'Be brief.'}").id();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String thread = thread();
    assertThat(http.get("/threads/thread_" + NOBODYS).error())
        .isEqualTo("404 No thread found with id 'thread_" + NOBODYS + "'. | null | null");
    assertThat(http.get("/assistants/asst_" + NOBODYS).error())
        .isEqualTo("404 No assistant found with id 'asst_" + NOBODYS + "'. | null | null");
    assertThat(http.get("/threads/" + thread + "/messages/msg_" + NOBODYS).error())
        .isEqualTo("404 No message found with id 'msg_" + NOBODYS + "'. | null | null");
    assertThat(http.get("/threads/" + thread + "/runs/run_" + NOBODYS).error())
        .isEqualTo("404 No run found with id 'run_" + NOBODYS + "'. | null | null");
    String run =
        http.post("/threads/" + thread + "/runs", "{'assistant_id':'" + assistant + "'}").id();
    assertThat(http.get("/threads/" + thread + "/runs/" + run + "/steps/step_" + NOBODYS).error())
        .isEqualTo("404 No run step found with id 'step_" + NOBODYS + "'. | null | null");
    assertThat(http.get("/threads/" + thread() + "/runs/" + run).error())
        .isEqualTo("404 No run found with id '" + run + "'. | null | null");
    assertThat(http.get("/threads/undefined").error())
        .isEqualTo(
            "400 Invalid 'thread_id': 'undefined'. Expected an ID that begins with 'thread'."
                + " | thread_id | invalid_value");
    assertThat(http.get("/nothing").error())
        .isEqualTo(
            "404 Unknown request URL: GET /v1/nothing. Please check the URL for typos. | null | null");
  }

  @Test
  void ofAMessageNothingButItsMetadataIsChanged() {
    String thread = thread();
    String message = say(thread, "hello").id();
    String path = "/threads/" + thread + "/messages/" + message;
    Reply changed = http.post(path, "{'metadata':{'seen':'yes'}}");
    assertThat(changed.json().at("/metadata/seen").asText()).isEqualTo("yes");
    assertThat(changed.json().at("/content/0/text/value").asText()).isEqualTo("hello");
    assertThat(http.post(path, "{}").json()).isEqualTo(changed.json());
    assertThat(http.get(path).json()).isEqualTo(changed.json());
    assertThat(http.post(path, "{'metadata':{'other':'1'}}").json().path("metadata").toString())
        .isEqualTo("{\"other\":\"1\"}");
    assertThat(http.post(path, "{'content':'other words'}").error())
        .isEqualTo("400 Unknown parameter: 'content'. | content | unknown_parameter");
    assertThat(
            http.post("/threads/" + thread + "/messages/msg_" + NOBODYS, "{'metadata':{}}").error())
        .isEqualTo("404 No message found with id 'msg_" + NOBODYS + "'. | null | null");
    assertThat(http.post("/threads/" + thread() + "/messages/" + message, "{}").error())
        .isEqualTo("404 No message found with id '" + message + "'. | null | null");
  }

  @Test
  void aThreadIsLockedWhileARunIsActive() {
    String thread = thread();
    String weather =
        http.post(
                "/assistants",
                "{'model':'m','tools':[{'type':'function','function':{'name':'get_weather'}}]}")
            .id();
    say(thread, "How is the weather?");
    String run =
        http.post("/threads/" + thread + "/runs", "{'assistant_id':'" + weather + "'}").id();
    await(thread, run, "requires_action");
    assertThat(say(thread, "Well?").error())
        .isEqualTo(
            "400 Can't add messages to "
                + thread
                + " while a run "
                + run
                + " is active. | null | null");
    assertThat(
            http.post("/threads/" + thread + "/runs", "{'assistant_id':'" + weather + "'}").error())
        .isEqualTo(
            "400 Thread " + thread + " already has an active run " + run + ". | null | null");
    String outputs = "/threads/" + thread + "/runs/" + run + "/submit_tool_outputs";
    String call =
        http.get("/threads/" + thread + "/runs/" + run)
            .json()
            .at("/required_action/submit_tool_outputs/tool_calls/0/id")
            .asText();
    assertThat(http.post(outputs, "{'tool_outputs':[]}").error())
        .isEqualTo("400 Expected tool outputs for call_ids ['" + call + "'], got [] | null | null");
    assertThat(
            http.post("/threads/" + thread + "/runs/" + run + "/cancel", "")
                .json()
                .path("status")
                .asText())
        .isEqualTo("cancelling");
    await(thread, run, "cancelled");
    assertThat(http.post("/threads/" + thread + "/runs/" + run + "/cancel", "").error())
        .isEqualTo("400 Cannot cancel run with status 'cancelled'. | null | null");
    assertThat(
            http.post(outputs, "{'tool_outputs':[{'tool_call_id':'" + call + "','output':'x'}]}")
                .error())
        .isEqualTo("400 Runs in status \"cancelled\" do not accept tool outputs. | null | null");
  }

  @Test
  void aRunNeedsSomethingToAnswer() {
    String silent = http.post("/assistants", "{'model':'m'}").id();
    String said =
        http.post("/threads", "{'messages':[{'role':'assistant','content':'Well?'}]}").id();
    String run = "{'assistant_id':'" + silent + "'";
    for (String thread : new String[] {thread(), said}) {
      assertThat(http.post("/threads/" + thread + "/runs", run + "}").error())
          .isEqualTo(
              "400 Run creation requires a Thread with a user message or an assistant with"
                  + " instructions. | null | invalid_thread");
    }
    assertThat(
            http.post("/threads/" + said + "/runs", run + ",'instructions':'Be brief.'}").status())
        .isEqualTo(200);
    assertThat(
            http.post("/threads/" + thread() + "/runs", run + ",'additional_instructions':'x'}")
                .status())
        .isEqualTo(200);
  }

  @Test
  void fieldsAreReadStrictly() {
    assertThat(http.post("/threads", "{'metadata':{'modified':true}}").error())
        .isEqualTo(
            "400 Invalid type for 'metadata.modified': expected a string, but got a boolean instead."
                + " | metadata.modified | invalid_type");
    assertThat(http.post("/threads", "{'metadata':{'k':'" + "x".repeat(600) + "'}}").error())
        .isEqualTo(
            "400 Invalid 'metadata.k': string too long. Expected a string with maximum length 512, but"
                + " got a string with length 600 instead. | metadata.k | string_above_max_length");
    String pairs =
        IntStream.range(0, 17).mapToObj(n -> "'k" + n + "':'v'").collect(Collectors.joining(","));
    assertThat(http.post("/threads", "{'metadata':{" + pairs + "}}").error())
        .isEqualTo(
            "400 Invalid 'metadata': too many properties. Expected an object with at most 16"
                + " properties, but got an object with 17 properties instead."
                + " | metadata | object_above_max_properties");
    String key = "k".repeat(65);
    assertThat(http.post("/threads", "{'metadata':{'" + key + "':'v'}}").error())
        .startsWith("400 Invalid property name in 'metadata': '")
        .endsWith(
            "is too long. Expected a string with maximum length 64, but got a string with length 65"
                + " instead. | metadata."
                + key.substring(0, 64)
                + " | property_name_above_max_length");
    String messages = "/threads/" + thread() + "/messages";
    assertThat(http.post(messages, "{'role':'human','content':'x'}").error())
        .isEqualTo(
            "400 Invalid value: 'human'. Supported values are: 'user' and 'assistant'."
                + " | role | invalid_value");
    assertThat(
            http.post(messages, "{'role':'user','content':'" + "x".repeat(256_001) + "'}").error())
        .isEqualTo(
            "400 Invalid 'content': string too long. Expected a string with maximum length 256000, but"
                + " got a string with length 256001 instead. | content | string_above_max_length");
    assertThat(http.get(messages + "?limit=101").error())
        .isEqualTo(
            "400 Invalid 'limit': integer above maximum value. Expected a value <= 100, but got 101"
                + " instead. | limit | integer_above_max_value");
    assertThat(http.get(messages + "?limit=0").error())
        .isEqualTo(
            "400 Invalid 'limit': integer below minimum value. Expected a value >= 1, but got 0"
                + " instead. | limit | integer_below_min_value");
    assertThat(http.post("/threads/" + thread() + "/runs", "{}").error())
        .isEqualTo(
            "400 Missing required parameter: 'assistant_id'. | assistant_id | missing_required_parameter");
    assertThat(http.post("/threads", "{'x':1}").error())
        .isEqualTo("400 Unknown parameter: 'x'. | x | unknown_parameter");
    assertThat(http.post("/threads", "{'metadata':").status()).isEqualTo(400);
    assertThat(http.post("/threads", "[]").status()).isEqualTo(400);
    assertThat(http.post("/threads", "").status()).isEqualTo(200);
  }

  @Test
  void hostedToolsAreRefusedAloud() {
    assertThat(http.post("/assistants", "{'model':'m','tools':[{'type':'file_search'}]}").error())
        .startsWith("400 This server does not host the tool 'file_search'.")
        .endsWith("| tools[0].type | unsupported_tool");
    assertThat(
            http.post("/threads", "{'tool_resources':{'code_interpreter':{'file_ids':['file-1']}}}")
                .error())
        .startsWith("400 This server does not host the tool 'code_interpreter'.");
    assertThat(
            http.post("/threads", "{'tool_resources':{'code_interpreter':{'file_ids':[]}}}")
                .status())
        .isEqualTo(200);
  }

  @Test
  void charactersAreCountedAsPeopleCountThem() {
    String messages = "/threads/" + thread() + "/messages";
    String emoji = "\uD83D\uDE00";
    assertThat(
            http.post(messages, "{'role':'user','content':'" + emoji.repeat(200_000) + "'}")
                .status())
        .isEqualTo(200);
    assertThat(http.post("/threads", "{'metadata':{'k':'" + emoji.repeat(256) + "'}}").status())
        .isEqualTo(200);
    assertThat(http.post("/threads", "{'metadata':{'k':'" + emoji.repeat(513) + "'}}").error())
        .isEqualTo(
            "400 Invalid 'metadata.k': string too long. Expected a string with maximum length 512,"
                + " but got a string with length 513 instead."
                + " | metadata.k | string_above_max_length");
    assertThat(http.post("/threads", "{'metadata':{'k':'" + emoji.repeat(512) + "'}}").error())
        .isEqualTo(
            "400 Invalid 'metadata.k': expected at most 512 characters, but got 1024 characters. They"
                + " are counted in UTF-16: a character beyond U+FFFF, such as an emoji, is two."
                + " | metadata.k | invalid_value");
    assertThat(http.post("/threads", "{'metadata':{'" + emoji.repeat(65) + "':'v'}}").error())
        .contains("maximum length 64, but got a string with length 65 instead.");
    assertThat(http.post("/threads", "{'metadata':{'" + emoji.repeat(64) + "':'v'}}").error())
        .startsWith("400 Invalid 'metadata': expected at most 64 characters");
  }

  @Test
  void theVersionMustBeNamed() {
    assertThat(http.without("OpenAI-Beta").get("/threads").error())
        .isEqualTo(
            "400 You must provide the 'OpenAI-Beta' header to access the Assistants API. Please try"
                + " again by setting the header 'OpenAI-Beta: assistants=v2'. | null | invalid_beta");
    assertThat(http.with("OpenAI-Beta", "assistants=v1").get("/threads").error())
        .startsWith("400 The v1 Assistants API has been deprecated.");
  }

  @Test
  void everyAnswerHasAnIdOfItsOwn() {
    assertThat(http.get("/threads").header("x-request-id")).matches("req_[0-9a-f]{32}");
    assertThat(http.get("/nothing").header("x-request-id")).matches("req_[0-9a-f]{32}");
  }

  private static String thread() {
    return http.post("/threads", "{}").id();
  }

  private static Reply say(String thread, String text) {
    return http.post(
        "/threads/" + thread + "/messages", "{'role':'user','content':'" + text + "'}");
  }

  private static void await(String thread, String run, String status) {
    Waiting.until(
        () ->
            http.get("/threads/" + thread + "/runs/" + run)
                .json()
                .path("status")
                .asText()
                .equals(status));
  }
}
