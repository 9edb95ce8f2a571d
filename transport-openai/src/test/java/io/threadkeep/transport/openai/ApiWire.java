package io.threadkeep.transport.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.threadkeep.kit.transport.SeenPrompt;
import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import java.util.List;
import java.util.stream.Stream;

/** One of the two APIs, as a provider speaks it. */
interface ApiWire {

  /** What most tests are tried on. */
  static Stream<ApiWire> both() {
    return Stream.of(new ResponsesWire(), new ChatWire());
  }

  OpenAiApi api();

  String path();

  /** The events of a whole answer; the last one ends it. */
  List<String> events(List<ContentPart> content, FinishReason finish, Usage usage);

  /** What a request says, in the order in which it says it. */
  SeenPrompt prompt(JsonNode body);

  /** The newest user message of a request. */
  default String userText(JsonNode body) {
    List<SeenPrompt.SeenPart> parts = prompt(body).parts();
    return ((ContentPart.Text) parts.get(parts.size() - 1).part()).text();
  }
}
