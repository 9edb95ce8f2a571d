package io.threadkeep.transport.openai;

import com.openai.core.JsonField;
import com.openai.core.JsonMissing;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputContent;
import com.openai.models.responses.ResponseInputImage;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseInputText;
import com.openai.models.responses.ResponseOutputMessage;
import com.openai.models.responses.ResponseOutputRefusal;
import com.openai.models.responses.ResponseOutputText;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ImageDetail;
import io.threadkeep.message.Message;
import io.threadkeep.transport.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says messages in the words of the Responses API: one or more items each. */
final class ResponsesItems {

  private ResponsesItems() {}

  static List<ResponseInputItem> of(Message message) {
    return switch (message.role()) {
      case USER -> List.of(userMessage(message));
      case ASSISTANT -> assistantItems(message);
      case TOOL -> message.toolResults().stream().map(ResponsesItems::result).toList();
    };
  }

  private static ResponseInputItem userMessage(Message message) {
    List<ResponseInputContent> content =
        message.content().stream().map(ResponsesItems::userPart).toList();
    return ResponseInputItem.ofMessage(
        ResponseInputItem.Message.builder()
            .role(ResponseInputItem.Message.Role.USER)
            .content(content)
            .build());
  }

  private static ResponseInputContent userPart(ContentPart part) {
    if (part instanceof ContentPart.ImageUrl image) {
      return ResponseInputContent.ofInputImage(
          ResponseInputImage.builder()
              .imageUrl(image.url())
              .detail(detail(image.detail()))
              .build());
    } else if (part instanceof ContentPart.ImageFile image) {
      return ResponseInputContent.ofInputImage(
          ResponseInputImage.builder()
              .fileId(image.fileId())
              .detail(detail(image.detail()))
              .build());
    } else if (part instanceof ContentPart.Refusal refusal) {
      return text(refusal.text());
    } else if (part instanceof ContentPart.Text text) {
      return text(text.text());
    }
    throw unfit("user", part);
  }

  private static ResponseInputContent text(String text) {
    return ResponseInputContent.ofInputText(ResponseInputText.builder().text(text).build());
  }

  /** Text and refusals that stand together are one item, each tool call is its own. */
  private static List<ResponseInputItem> assistantItems(Message message) {
    List<ResponseInputItem> items = new ArrayList<>();
    List<ResponseOutputMessage.Content> said = new ArrayList<>();
    for (ContentPart part : message.content()) {
      if (part instanceof ContentPart.ToolCall call) {
        addSaid(items, said);
        items.add(ResponseInputItem.ofFunctionCall(call(call)));
      } else {
        said.add(assistantPart(part));
      }
    }
    addSaid(items, said);
    return items;
  }

  private static void addSaid(
      List<ResponseInputItem> items, List<ResponseOutputMessage.Content> said) {
    if (!said.isEmpty()) {
      items.add(
          ResponseInputItem.ofResponseOutputMessage(
              ResponseOutputMessage.builder()
                  .id(noId())
                  .status(ResponseOutputMessage.Status.COMPLETED)
                  .content(List.copyOf(said))
                  .build()));
      said.clear();
    }
  }

  /** The provider keeps nothing, so there is no id that it would know. */
  @SuppressWarnings("unchecked") // What is missing is missing for every type.
  private static JsonField<String> noId() {
    return (JsonField<String>) (JsonField<?>) JsonMissing.of();
  }

  private static ResponseOutputMessage.Content assistantPart(ContentPart part) {
    if (part instanceof ContentPart.Text text) {
      return ResponseOutputMessage.Content.ofOutputText(
          ResponseOutputText.builder().text(text.text()).annotations(List.of()).build());
    } else if (part instanceof ContentPart.Refusal refusal) {
      return ResponseOutputMessage.Content.ofRefusal(
          ResponseOutputRefusal.builder().refusal(refusal.text()).build());
    }
    throw unfit("assistant", part);
  }

  private static ResponseFunctionToolCall call(ContentPart.ToolCall call) {
    return ResponseFunctionToolCall.builder()
        .callId(call.callId())
        .name(call.name())
        .arguments(call.arguments())
        .build();
  }

  private static ResponseInputItem result(ContentPart.ToolResult result) {
    return ResponseInputItem.ofFunctionCallOutput(
        ResponseInputItem.FunctionCallOutput.builder()
            .callId(result.callId())
            .output(result.output())
            .build());
  }

  private static ResponseInputImage.Detail detail(ImageDetail detail) {
    return ResponseInputImage.Detail.of(detail.name().toLowerCase(Locale.ROOT));
  }

  private static InvalidRequestException unfit(String role, ContentPart part) {
    return new InvalidRequestException(
        "The Responses API takes no "
            + part.getClass().getSimpleName()
            + " in a message of role "
            + role
            + ". Nothing was sent.",
        null);
  }
}
