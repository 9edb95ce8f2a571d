package io.threadkeep.transport.fake.assertion;

import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.Role;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.fake.Asked;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request as assertions read it; its text is what their failures show.
 *
 * @param number from 1
 */
public record SeenCall(long number, ModelRequest request) {

  String instructions() {
    return request.instructions();
  }

  String model() {
    return request.settings().model();
  }

  boolean userSays(String text) {
    return says(Role.USER, text);
  }

  boolean assistantSays(String text) {
    return says(Role.ASSISTANT, text);
  }

  boolean hasResult(String tool, String text) {
    return new Asked(request)
        .toolResults().stream()
            .anyMatch(result -> result.tool().equals(tool) && result.output().contains(text));
  }

  List<Long> positions() {
    return request.messages().stream().map(Message::position).toList();
  }

  /** By name. */
  List<String> tools() {
    return new Asked(request).toolNames().stream().sorted().toList();
  }

  boolean hasAnywhere(String text) {
    Stream<String> definitions =
        request.tools().stream()
            .flatMap(tool -> Stream.of(tool.name(), tool.description(), tool.parameters()));
    Stream<String> said =
        request.messages().stream().flatMap(m -> m.content().stream()).flatMap(SeenCall::texts);
    return Stream.concat(Stream.of(instructions()), Stream.concat(definitions, said))
        .anyMatch(found -> found.contains(text));
  }

  @Override
  public String toString() {
    return CallDescription.of(this);
  }

  private boolean says(Role role, String text) {
    return request.messages().stream()
        .anyMatch(message -> message.role() == role && message.text().contains(text));
  }

  private static Stream<String> texts(ContentPart part) {
    if (part instanceof ContentPart.Text text) {
      return Stream.of(text.text());
    } else if (part instanceof ContentPart.Refusal refusal) {
      return Stream.of(refusal.text());
    } else if (part instanceof ContentPart.ToolCall call) {
      return Stream.of(call.name(), call.arguments());
    } else if (part instanceof ContentPart.ToolResult result) {
      return Stream.of(result.output());
    } else if (part instanceof ContentPart.ImageUrl image) {
      return Stream.of(image.url());
    }
    return Stream.of(part.toString());
  }
}
