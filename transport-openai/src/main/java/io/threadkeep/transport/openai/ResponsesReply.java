package io.threadkeep.transport.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.ChatModel;
import com.openai.models.ResponsesModel;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseOutputMessage;
import io.threadkeep.limit.Limits;
import io.threadkeep.limit.Text;
import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.MalformedAnswerException;
import io.threadkeep.transport.ModelReply;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole response of the Responses API. */
final class ResponsesReply {

  private ResponsesReply() {}

  /**
   * @param cutOff whether it is incomplete by its own account
   */
  static ModelReply of(Response response, boolean cutOff, String requestedModel) {
    List<ContentPart> content = new ArrayList<>();
    response.output().forEach(item -> add(content, item));
    if (content.isEmpty() && !cutOff) {
      throw new MalformedAnswerException("The answer is complete and holds nothing.", null);
    }
    return new ModelReply(
        content,
        cutOff ? cutOffBy(response) : finish(content),
        usage(response),
        model(response, requestedModel));
  }

  private static FinishReason finish(List<ContentPart> content) {
    return content.stream().anyMatch(ContentPart.ToolCall.class::isInstance)
        ? FinishReason.TOOL_CALLS
        : FinishReason.STOP;
  }

  private static FinishReason cutOffBy(Response response) {
    String reason =
        response
            .incompleteDetails()
            .flatMap(Response.IncompleteDetails::reason)
            .map(Response.IncompleteDetails.Reason::asString)
            .orElse("");
    return switch (reason) {
      // Nothing else cuts an answer off where a server does not say what did.
      case "max_output_tokens", "" -> FinishReason.LENGTH;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      default ->
          throw new MalformedAnswerException(
              "The answer is incomplete for a reason that is not known: '"
                  + Text.truncate(Text.sanitise(reason), 50)
                  + "'.",
              null);
    };
  }

  private static String model(Response response, String requestedModel) {
    return response
        ._model()
        .asKnown()
        .flatMap(
            model ->
                model
                    .string()
                    .or(() -> model.chat().map(ChatModel::asString))
                    .or(() -> model.only().map(ResponsesModel.ResponsesOnlyModel::asString)))
        .filter(name -> !name.isBlank())
        .map(name -> Text.truncate(Text.sanitise(name), Limits.MODEL))
        .orElse(requestedModel);
  }

  private static void add(List<ContentPart> content, ResponseOutputItem item) {
    item.message().map(ResponseOutputMessage::content).orElse(List.of()).stream()
        .map(ResponsesReply::said)
        .forEach(content::add);
    item.functionCall().map(ResponsesReply::call).ifPresent(content::add);
  }

  private static ContentPart said(ResponseOutputMessage.Content part) {
    if (part.isRefusal()) {
      return new ContentPart.Refusal(Text.sanitise(part.asRefusal().refusal()));
    }
    String words = Text.sanitise(part.asOutputText().text());
    // As they came, so that one of a new kind does not spoil the rest.
    Iterable<JsonNode> annotations = Annotations.of(part.asOutputText()._allProperties());
    return new ContentPart.Text(words, Annotations.read(annotations, words));
  }

  private static ContentPart call(ResponseFunctionToolCall call) {
    return new ContentPart.ToolCall(
        Text.sanitise(call.callId()), Text.sanitise(call.name()), Text.sanitise(call.arguments()));
  }

  private static Usage usage(Response response) {
    return response
        .usage()
        .map(
            usage ->
                Counted.of(
                    usage.inputTokens(),
                    usage.outputTokens(),
                    usage
                        ._inputTokensDetails()
                        .asKnown()
                        .flatMap(details -> details._cachedTokens().asKnown())
                        .orElse(0L),
                    usage
                        ._outputTokensDetails()
                        .asKnown()
                        .flatMap(details -> details._reasoningTokens().asKnown())
                        .orElse(0L)))
        .orElse(Usage.NONE);
  }
}
