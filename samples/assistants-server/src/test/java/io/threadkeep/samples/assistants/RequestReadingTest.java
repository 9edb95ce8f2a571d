package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.threadkeep.samples.assistants.RawClient.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked for is what is done, or a refusal that names the request's own field. */
final class RequestReadingTest {
  private static final String PATTERN =
      "string does not match pattern. Expected a string that matches the pattern"
          + " '^[a-zA-Z0-9_-]+$'.";

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
  void nullTakesBackWhatAnAssistantWasTold() {
    String assistant =
        http.post(
                "/assistants",
                "{'model':'m','name':'n','description':'d','instructions':'i','temperature':0.2,"
                    + "'top_p':0.3,'reasoning_effort':'low','metadata':{'a':'b'},"
                    + "'response_format':{'type':'json_object'}}")
            .id();
    String path = "/assistants/" + assistant;
    JsonNode same = http.post(path, "{}").json();
    assertThat(same.path("temperature").asDouble()).isEqualTo(0.2);
    assertThat(same.path("top_p").asDouble()).isEqualTo(0.3);
    assertThat(same.at("/response_format/type").asText()).isEqualTo("json_object");
    JsonNode cleared =
        http.post(
                path,
                "{'name':null,'description':null,'instructions':null,'temperature':null,"
                    + "'top_p':null,'reasoning_effort':null,'metadata':null,"
                    + "'response_format':null}")
            .json();
    for (String field : new String[] {"name", "description", "instructions", "reasoning_effort"}) {
      assertThat(cleared.path(field).isNull()).as(field).isTrue();
    }
    assertThat(cleared.path("temperature").asDouble()).isEqualTo(1);
    assertThat(cleared.path("top_p").asDouble()).isEqualTo(1);
    assertThat(cleared.path("response_format").asText()).isEqualTo("auto");
    assertThat(cleared.path("metadata")).isEmpty();
    assertThat(cleared.path("model").asText()).isEqualTo("m");
  }

  @Test
  void namesThatNoModelTakesAreRefused() {
    String format = "{'type':'json_schema','json_schema':{'name':'a b!','schema':{}}}";
    assertThat(http.post("/assistants", "{'model':'m','response_format':" + format + "}").error())
        .isEqualTo(
            "400 Invalid 'response_format.json_schema.name': "
                + PATTERN
                + " | response_format.json_schema.name | invalid_value");
    String tool = "{'type':'function','function':{'name':'a b!'}}";
    assertThat(http.post("/assistants", "{'model':'m','tools':[" + tool + "]}").error())
        .isEqualTo(
            "400 Invalid 'tools[0].function.name': "
                + PATTERN
                + " | tools[0].function.name | invalid_value");
  }

  @Test
  void aToolIsRequiredOfARunThatHasSome() {
    String assistant = http.post("/assistants", "{'model':'m','instructions':'x'}").id();
    String run = "{'assistant_id':'" + assistant + "','tool_choice':'required'";
    assertThat(http.post("/threads/runs", run + "}").error())
        .isEqualTo(
            "400 Invalid 'tool_choice': expected none or auto for a run that has no tools, but got"
                + " required. | tool_choice | invalid_value");
    String tools = ",'tools':[{'type':'function','function':{'name':'look'}}]}";
    assertThat(http.post("/threads/runs", run + tools).status()).isEqualTo(200);
  }

  @Test
  void whatIsWrongIsCalledAsTheRequestCallsIt() {
    String messages = "/threads/" + http.post("/threads", "{}").id() + "/messages";
    assertThat(param(http.post(messages, "{'role':'user','content':'\\u0000'}")))
        .isEqualTo("content");
    assertThat(
            param(
                http.post(
                    messages,
                    "{'role':'user','content':[{'type':'image_file',"
                        + "'image_file':{'file_id':' '}}]}")))
        .isEqualTo("content");
    assertThat(
            param(
                http.post(
                    messages,
                    "{'role':'user','content':'x','attachments':[{'file_id':' ','tools':[]}]}")))
        .isEqualTo("attachments");
    assertThat(param(http.post("/threads", "{'metadata':{' ':'x'}}"))).isEqualTo("metadata");
    assertThat(param(http.post("/threads", "{'metadata':{'k':'\\u0000'}}")))
        .isEqualTo("metadata.k");
  }

  private static String param(Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    String param = reply.json().at("/error/param").asText();
    assertThat(reply.json().at("/error/message").asText()).startsWith("Invalid '" + param + "'");
    return param;
  }
}
