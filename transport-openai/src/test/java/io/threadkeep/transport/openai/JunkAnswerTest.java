package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.message.Annotation;
import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Replaces each value of an honest answer by junk, one at a time: what comes of it is an answer or
 * a typed failure, and never an exception of the client or of ours.
 */
class JunkAnswerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<ContentPart> ANSWER =
      List.of(
          new ContentPart.Text(
              "Yes", List.of(new Annotation.UrlCitation("t", "https://example.org", 0, 1))),
          new ContentPart.Refusal("No"),
          new ContentPart.ToolCall("c", "look", "{}"));

  @BothApis
  void junkGivesAnAnswerOrATypedFailure(ApiWire wire) throws IOException {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      List<String> honest = wire.events(ANSWER, FinishReason.TOOL_CALLS, new Usage(4, 3, 2, 1));
      for (int i = 0; i < honest.size(); i++) {
        if (honest.get(i).startsWith("{")) {
          int place = i;
          forEachJunk(JSON.readTree(honest.get(i)), junk -> tryJunk(trial, honest, place, junk));
        }
      }
      assertThat(trial.provider.requests()).hasSizeGreaterThan(200);
    }
  }

  private static void tryJunk(OpenAiTrial trial, List<String> honest, int place, String junk) {
    List<String> events = new ArrayList<>(honest);
    events.set(place, junk);
    trial.provider.answers(StubAnswer.events(events));

    Throwable thrown =
        catchThrowable(() -> trial.transport().call(Prompts.asking("?"), ModelCall.unobserved()));

    if (thrown != null) {
      assertThat(thrown).as(junk).isInstanceOf(ModelException.class);
    }
  }

  /** Puts junk into each place of {@code tree} in turn, and takes it out again. */
  private static void forEachJunk(JsonNode tree, Consumer<String> tried) {
    visit(tree, tree, tried);
  }

  private static void visit(JsonNode root, JsonNode node, Consumer<String> tried) {
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        JsonNode honest = object.get(name);
        for (JsonNode junk : junk()) {
          object.set(name, junk);
          tried.accept(root.toString());
        }
        object.set(name, honest);
        visit(root, honest, tried);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode honest = array.get(i);
        for (JsonNode junk : junk()) {
          array.set(i, junk);
          tried.accept(root.toString());
        }
        array.set(i, honest);
        visit(root, honest, tried);
      }
    }
  }

  private static List<JsonNode> junk() {
    return List.of(
        JSON.nullNode(),
        JSON.getNodeFactory().textNode(""),
        JSON.getNodeFactory().numberNode(-1.5),
        JSON.createArrayNode(),
        JSON.createObjectNode());
  }
}
