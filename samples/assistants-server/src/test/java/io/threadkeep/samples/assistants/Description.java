package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The API's own description, and whether what was answered is as described. */
final class Description {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the original answered an empty list with, against its description. */
  private static final Set<String> NULL_IN_EMPTY_LISTS = Set.of("first_id", "last_id");

  private final JsonNode document = read();
  private final Map<String, JsonSchema> schemas = new HashMap<>();

  private static JsonNode read() {
    try {
      return JSON.readTree(Description.class.getResource("/assistants-v2.openapi.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails unless each is as described. */
  void check(List<RecordingProxy.Answer> answers) throws IOException {
    for (RecordingProxy.Answer answer : answers) {
      if (answer.contentType().startsWith("text/event-stream")) {
        checkEvents(answer);
      } else if (answer.status() == 200) {
        check(answer.toString(), responseSchema(answer), JSON.readTree(answer.body()));
      } else {
        check(answer.toString(), "ErrorResponse", JSON.readTree(answer.body()));
      }
    }
  }

  private void checkEvents(RecordingProxy.Answer answer) throws IOException {
    List<String> frames = List.of(answer.body().split("\n\n"));
    assertThat(frames.get(frames.size() - 1)).isEqualTo("event: done\ndata: [DONE]");
    for (String frame : frames.subList(0, frames.size() - 1)) {
      if (frame.startsWith(":")) {
        continue;
      }
      Map<String, String> fields = new HashMap<>();
      frame
          .lines()
          .forEach(
              line ->
                  fields.put(
                      line.substring(0, line.indexOf(": ")),
                      line.substring(line.indexOf(": ") + 2)));
      check(
          frame,
          eventSchema(fields.getOrDefault("event", "")),
          JSON.readTree(fields.getOrDefault("data", "")));
    }
  }

  private static String eventSchema(String event) {
    if (event.equals("thread.created")) {
      return "ThreadObject";
    } else if (event.equals("thread.run.step.delta")) {
      return "RunStepDeltaObject";
    } else if (event.startsWith("thread.run.step.")) {
      return "RunStepObject";
    } else if (event.startsWith("thread.run.")) {
      return "RunObject";
    } else if (event.equals("thread.message.delta")) {
      return "MessageDeltaObject";
    } else if (event.startsWith("thread.message.")) {
      return "MessageObject";
    }
    return "ErrorResponse";
  }

  private String responseSchema(RecordingProxy.Answer answer) {
    String[] asked = answer.path().replaceFirst("^/v1", "").split("/");
    for (Iterator<Map.Entry<String, JsonNode>> paths = document.get("paths").fields();
        paths.hasNext(); ) {
      Map.Entry<String, JsonNode> path = paths.next();
      JsonNode operation = path.getValue().get(answer.method().toLowerCase(Locale.ROOT));
      if (operation != null && fits(path.getKey().split("/"), asked)) {
        String ref = operation.at("/responses/200/content/application~1json/schema/$ref").asText();
        return ref.substring(ref.lastIndexOf('/') + 1);
      }
    }
    throw new AssertionError("Not described: " + answer);
  }

  private static boolean fits(String[] described, String[] asked) {
    boolean fits = described.length == asked.length;
    for (int i = 0; fits && i < described.length; i++) {
      boolean id = described[i].startsWith("{") && asked[i].contains("_");
      fits = id || described[i].equals(asked[i]);
    }
    return fits;
  }

  private void check(String what, String schema, JsonNode answer) {
    JsonNode checked = answer;
    if (answer.path("data").isArray() && answer.path("data").isEmpty()) {
      checked = ((ObjectNode) answer.deepCopy()).remove(NULL_IN_EMPTY_LISTS);
      ((ObjectNode) checked).put("first_id", "").put("last_id", "");
    }
    assertThat(schemas.computeIfAbsent(schema, this::schema).validate(checked))
        .as("%s%n%s", schema, what)
        .isEmpty();
  }

  private JsonSchema schema(String name) {
    ObjectNode root = JSON.createObjectNode();
    root.put("$ref", "#/components/schemas/" + name);
    root.set("components", document.get("components"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
  }
}
