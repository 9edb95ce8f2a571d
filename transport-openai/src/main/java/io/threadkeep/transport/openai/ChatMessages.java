package io.threadkeep.transport.openai;

import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam.Content.ChatCompletionRequestAssistantMessageContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartRefusal;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.chat.completions.ChatCompletionUserMessageParam;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.transport.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says messages in the words of Chat Completions. */
final class ChatMessages {

  private ChatMessages() {}

  static ChatCompletionUserMessageParam user(Message message) {
    ChatCompletionUserMessageParam.Builder user = ChatCompletionUserMessageParam.builder();
    List<ContentPart> content = message.content();
    // Compatible servers often take lists of parts only where images need them.
    if (content.size() == 1 && content.get(0) instanceof ContentPart.Text text) {
      return user.content(text.text()).build();
    }
    return user.contentOfArrayOfContentParts(content.stream().map(ChatMessages::userPart).toList())
        .build();
  }

  static ChatCompletionAssistantMessageParam assistant(Message message) {
    ChatCompletionAssistantMessageParam.Builder assistant =
        ChatCompletionAssistantMessageParam.builder();
    List<ContentPart> said = new ArrayList<>();
    for (ContentPart part : message.content()) {
      if (part instanceof ContentPart.ToolCall call) {
        assistant.addToolCall(call(call));
      } else {
        said.add(part);
      }
    }
    if (said.size() == 1 && said.get(0) instanceof ContentPart.Text text) {
      assistant.content(text.text());
    } else if (!said.isEmpty()) {
      assistant.contentOfArrayOfContentParts(
          said.stream().map(ChatMessages::assistantPart).toList());
    }
    return assistant.build();
  }

  static ChatCompletionToolMessageParam tool(ContentPart.ToolResult result) {
    return ChatCompletionToolMessageParam.builder()
        .toolCallId(result.callId())
        .content(result.output())
        .build();
  }

  private static ChatCompletionMessageFunctionToolCall call(ContentPart.ToolCall call) {
    return ChatCompletionMessageFunctionToolCall.builder()
        .id(call.callId())
        .function(
            ChatCompletionMessageFunctionToolCall.Function.builder()
                .name(call.name())
                .arguments(call.arguments())
                .build())
        .build();
  }

  private static ChatCompletionContentPart userPart(ContentPart part) {
    if (part instanceof ContentPart.ImageUrl image) {
      return ChatCompletionContentPart.ofImageUrl(image(image));
    } else if (part instanceof ContentPart.Text text) {
      return ChatCompletionContentPart.ofText(text(text.text()));
    } else if (part instanceof ContentPart.Refusal refusal) {
      return ChatCompletionContentPart.ofText(text(refusal.text()));
    }
    throw unfit("user", part);
  }

  private static ChatCompletionRequestAssistantMessageContentPart assistantPart(ContentPart part) {
    if (part instanceof ContentPart.Text text) {
      return ChatCompletionRequestAssistantMessageContentPart.ofText(text(text.text()));
    } else if (part instanceof ContentPart.Refusal refusal) {
      return ChatCompletionRequestAssistantMessageContentPart.ofRefusal(
          ChatCompletionContentPartRefusal.builder().refusal(refusal.text()).build());
    }
    throw unfit("assistant", part);
  }

  private static ChatCompletionContentPartText text(String text) {
    return ChatCompletionContentPartText.builder().text(text).build();
  }

  private static ChatCompletionContentPartImage image(ContentPart.ImageUrl image) {
    return ChatCompletionContentPartImage.builder()
        .imageUrl(
            ChatCompletionContentPartImage.ImageUrl.builder()
                .url(image.url())
                .detail(
                    ChatCompletionContentPartImage.ImageUrl.Detail.of(
                        image.detail().name().toLowerCase(Locale.ROOT)))
                .build())
        .build();
  }

  private static InvalidRequestException unfit(String role, ContentPart part) {
    return new InvalidRequestException(
        "Chat Completions takes no "
            + part.getClass().getSimpleName()
            + " in a message of role "
            + role
            + ". Nothing was sent: use an image URL, or the Responses API.",
        null);
  }
}
