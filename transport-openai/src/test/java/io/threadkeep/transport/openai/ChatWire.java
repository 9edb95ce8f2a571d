package io.threadkeep.transport.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.kit.transport.SeenPrompt;
import io.threadkeep.kit.transport.SeenPrompt.SeenPart;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ImageDetail;
import io.threadkeep.message.Role;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Chat Completions, as a provider speaks it. */
final class ChatWire implements ApiWire {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public OpenAiApi api() {
    return OpenAiApi.CHAT_COMPLETIONS;
  }

  @Override
  public String path() {
    return "/v1/chat/completions";
  }

  @Override
  public String toString() {
    return path();
  }

  @Override
  public List<String> events(List<ContentPart> content, FinishReason finish, Usage usage) {
    List<String> events = new ArrayList<>();
    events.add(chunk(JSON.createObjectNode().put("role", "assistant").put("content", "")));
    int calls = 0;
    for (ContentPart part : content) {
      if (part instanceof ContentPart.ToolCall call) {
        addCall(events, call, calls++);
      } else if (part instanceof ContentPart.Text text) {
        addPieces(events, "content", text.text());
        if (!text.annotations().isEmpty()) {
          ObjectNode delta = JSON.createObjectNode();
          delta.set("annotations", AnnotationWire.ofChat(text.annotations()));
          events.add(chunk(delta));
        }
      } else if (part instanceof ContentPart.Refusal refusal) {
        addPieces(events, "refusal", refusal.text());
      }
    }
    events.add(end(finish.name().toLowerCase(Locale.ROOT)));
    events.add(usage(usage));
    events.add("[DONE]");
    return events;
  }

  @Override
  public SeenPrompt prompt(JsonNode body) {
    String instructions = "";
    List<SeenPart> parts = new ArrayList<>();
    for (JsonNode message : body.path("messages")) {
      String role = message.path("role").asText();
      if (role.equals("system")) {
        instructions += message.path("content").asText();
      } else if (role.equals("tool")) {
        parts.add(
            new SeenPart(
                Role.TOOL,
                new ContentPart.ToolResult(
                    message.path("tool_call_id").asText(),
                    message.path("content").asText(),
                    false)));
      } else {
        addSaid(parts, Role.valueOf(role.toUpperCase(Locale.ROOT)), message);
      }
    }
    List<String> tools = new ArrayList<>();
    body.path("tools").forEach(tool -> tools.add(tool.path("function").path("name").asText()));
    return new SeenPrompt(instructions, parts, tools);
  }

  private static void addSaid(List<SeenPart> parts, Role role, JsonNode message) {
    JsonNode content = message.path("content");
    if (content.isTextual()) {
      parts.add(new SeenPart(role, new ContentPart.Text(content.asText())));
    } else {
      content.forEach(part -> parts.add(new SeenPart(role, said(part))));
    }
    for (JsonNode call : message.path("tool_calls")) {
      JsonNode function = call.path("function");
      parts.add(
          new SeenPart(
              role,
              new ContentPart.ToolCall(
                  call.path("id").asText(),
                  function.path("name").asText(),
                  function.path("arguments").asText())));
    }
  }

  private static ContentPart said(JsonNode part) {
    return switch (part.path("type").asText()) {
      case "text" -> new ContentPart.Text(part.path("text").asText());
      case "refusal" -> new ContentPart.Refusal(part.path("refusal").asText());
      case "image_url" ->
          new ContentPart.ImageUrl(
              part.path("image_url").path("url").asText(),
              ImageDetail.valueOf(
                  part.path("image_url").path("detail").asText().toUpperCase(Locale.ROOT)));
      default -> throw new AssertionError("An unknown part: " + part);
    };
  }

  private static void addPieces(List<String> events, String field, String text) {
    ResponsesWire.pieces(text)
        .forEach(piece -> events.add(chunk(JSON.createObjectNode().put(field, piece))));
  }

  private static void addCall(List<String> events, ContentPart.ToolCall call, int index) {
    ObjectNode first = call(index).put("id", call.callId()).put("type", "function");
    first.putObject("function").put("name", call.name()).put("arguments", "");
    events.add(callChunk(first));
    for (String piece : ResponsesWire.pieces(call.arguments())) {
      ObjectNode next = call(index);
      next.putObject("function").put("arguments", piece);
      events.add(callChunk(next));
    }
  }

  private static ObjectNode call(int index) {
    return JSON.createObjectNode().put("index", index);
  }

  private static String callChunk(ObjectNode call) {
    ObjectNode delta = JSON.createObjectNode();
    delta.putArray("tool_calls").add(call);
    return chunk(delta);
  }

  static String chunk(ObjectNode delta) {
    ObjectNode chunk = chunk();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.putNull("finish_reason");
    return chunk.toString();
  }

  static String end(String finishReason) {
    ObjectNode chunk = chunk();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta");
    choice.put("finish_reason", finishReason);
    return chunk.toString();
  }

  private static String usage(Usage usage) {
    ObjectNode chunk = chunk();
    chunk.putArray("choices");
    ObjectNode counted = chunk.putObject("usage");
    counted.put("prompt_tokens", usage.promptTokens());
    counted.put("completion_tokens", usage.completionTokens());
    counted.put("total_tokens", usage.totalTokens());
    counted.putObject("prompt_tokens_details").put("cached_tokens", usage.cachedTokens());
    counted.putObject("completion_tokens_details").put("reasoning_tokens", usage.reasoningTokens());
    return chunk.toString();
  }

  private static ObjectNode chunk() {
    return JSON.createObjectNode()
        .put("id", "chatcmpl-1")
        .put("object", "chat.completion.chunk")
        .put("created", 1)
        .put("model", "gpt-4.1-mini-2025-04-14")
        .put("a_field_of_tomorrow", true);
  }
}
