package io.threadkeep.transport.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

/** The Responses API, as a provider speaks it. */
final class ResponsesWire implements ApiWire {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public OpenAiApi api() {
    return OpenAiApi.RESPONSES;
  }

  @Override
  public String path() {
    return "/v1/responses";
  }

  @Override
  public String toString() {
    return path();
  }

  @Override
  public List<String> events(List<ContentPart> content, FinishReason finish, Usage usage) {
    List<ObjectNode> events = new ArrayList<>();
    ArrayNode output = JSON.createArrayNode();
    events.add(event("response.created").set("response", response("in_progress")));
    for (ContentPart part : content) {
      addPieces(events, part, output.size());
      output.add(item(part));
    }
    boolean cutOff = finish == FinishReason.LENGTH || finish == FinishReason.CONTENT_FILTER;
    ObjectNode response = response(cutOff ? "incomplete" : "completed");
    response.set("output", output);
    response.set("usage", usage(usage));
    if (cutOff) {
      response
          .putObject("incomplete_details")
          .put("reason", finish == FinishReason.LENGTH ? "max_output_tokens" : "content_filter");
    }
    events.add(
        event(cutOff ? "response.incomplete" : "response.completed").set("response", response));
    return numbered(events);
  }

  @Override
  public SeenPrompt prompt(JsonNode body) {
    List<SeenPart> parts = new ArrayList<>();
    for (JsonNode item : body.path("input")) {
      switch (item.path("type").asText("message")) {
        case "function_call" -> parts.add(new SeenPart(Role.ASSISTANT, toolCall(item)));
        case "function_call_output" ->
            parts.add(
                new SeenPart(
                    Role.TOOL,
                    new ContentPart.ToolResult(
                        item.path("call_id").asText(), item.path("output").asText(), false)));
        default -> {
          Role role = Role.valueOf(item.path("role").asText().toUpperCase(Locale.ROOT));
          item.path("content").forEach(part -> parts.add(new SeenPart(role, said(part))));
        }
      }
    }
    List<String> tools = new ArrayList<>();
    body.path("tools").forEach(tool -> tools.add(tool.path("name").asText()));
    return new SeenPrompt(body.path("instructions").asText(""), parts, tools);
  }

  private static ContentPart said(JsonNode part) {
    return switch (part.path("type").asText()) {
      case "input_text", "output_text" -> new ContentPart.Text(part.path("text").asText());
      case "refusal" -> new ContentPart.Refusal(part.path("refusal").asText());
      case "input_image" -> {
        ImageDetail detail =
            ImageDetail.valueOf(part.path("detail").asText().toUpperCase(Locale.ROOT));
        yield part.has("file_id")
            ? new ContentPart.ImageFile(part.path("file_id").asText(), detail)
            : new ContentPart.ImageUrl(part.path("image_url").asText(), detail);
      }
      default -> throw new AssertionError("An unknown part: " + part);
    };
  }

  private static ContentPart toolCall(JsonNode item) {
    return new ContentPart.ToolCall(
        item.path("call_id").asText(), item.path("name").asText(), item.path("arguments").asText());
  }

  private static void addPieces(List<ObjectNode> events, ContentPart part, int place) {
    if (part instanceof ContentPart.ToolCall call) {
      ObjectNode begun = item(new ContentPart.ToolCall(call.callId(), call.name(), ""));
      events.add(event("response.output_item.added").put("output_index", place).set("item", begun));
      pieces(call.arguments())
          .forEach(p -> events.add(delta("response.function_call_arguments.delta", place, p)));
    } else if (part instanceof ContentPart.Text text) {
      pieces(text.text()).forEach(p -> events.add(delta("response.output_text.delta", place, p)));
    } else if (part instanceof ContentPart.Refusal refusal) {
      pieces(refusal.text()).forEach(p -> events.add(delta("response.refusal.delta", place, p)));
    }
  }

  private static ObjectNode delta(String type, int place, String piece) {
    return event(type)
        .put("item_id", "item_" + place)
        .put("output_index", place)
        .put("content_index", 0)
        .put("delta", piece);
  }

  private static ObjectNode item(ContentPart part) {
    ObjectNode item = JSON.createObjectNode().put("id", "item_x").put("status", "completed");
    if (part instanceof ContentPart.ToolCall call) {
      return item.put("type", "function_call")
          .put("call_id", call.callId())
          .put("name", call.name())
          .put("arguments", call.arguments());
    }
    item.put("type", "message").put("role", "assistant");
    ObjectNode said = item.putArray("content").addObject();
    if (part instanceof ContentPart.Refusal refusal) {
      said.put("type", "refusal").put("refusal", refusal.text());
    } else {
      ContentPart.Text text = (ContentPart.Text) part;
      said.put("type", "output_text").put("text", text.text());
      said.set("annotations", AnnotationWire.ofResponses(text.annotations()));
    }
    return item;
  }

  private static ObjectNode response(String status) {
    ObjectNode response =
        JSON.createObjectNode()
            .put("id", "resp_1")
            .put("object", "response")
            .put("status", status)
            .put("model", "gpt-4.1-mini-2025-04-14")
            .put("a_field_of_tomorrow", true);
    response.putNull("error");
    response.putArray("output");
    return response;
  }

  private static ObjectNode usage(Usage usage) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("input_tokens", usage.promptTokens())
            .put("output_tokens", usage.completionTokens())
            .put("total_tokens", usage.totalTokens());
    node.putObject("input_tokens_details").put("cached_tokens", usage.cachedTokens());
    node.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoningTokens());
    return node;
  }

  private static ObjectNode event(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  private static List<String> numbered(List<ObjectNode> events) {
    for (int i = 0; i < events.size(); i++) {
      events.get(i).put("sequence_number", i);
    }
    return events.stream().map(ObjectNode::toString).toList();
  }

  /** Of four characters each, in the middle of a surrogate pair too; of long texts not too many. */
  static List<String> pieces(String text) {
    int length = Math.max(4, text.length() / 1_000);
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < text.length(); i += length) {
      pieces.add(text.substring(i, Math.min(text.length(), i + length)));
    }
    return pieces;
  }
}
