package io.threadkeep.transport.openai;

import com.openai.models.ChatModel;
import com.openai.models.ResponsesModel;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseErrorEvent;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseIncompleteEvent;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseOutputMessage;
import com.openai.models.responses.ResponseStreamEvent;
import io.threadkeep.limit.Text;
import io.threadkeep.limit.TextPieces;
import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.MalformedAnswerException;
import io.threadkeep.transport.ModelDelta;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.TruncatedAnswerException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the Responses API. The pieces are for showing; what counts is the whole response
 * that comes with the last event.
 */
final class ResponsesAnswer implements Answer<ResponseStreamEvent> {
  private final String requestedModel;
  private final Failures failures;
  private final TextPieces text = new TextPieces();
  private final TextPieces refusal = new TextPieces();

  /** Counts the tool calls by the places of their items in the output. */
  private final Map<Long, Integer> callsByItem = new HashMap<>();

  private @Nullable Response whole;
  private boolean cutOff;

  ResponsesAnswer(String requestedModel, Failures failures) {
    this.requestedModel = requestedModel;
    this.failures = failures;
  }

  @Override
  public List<ModelDelta> accept(ResponseStreamEvent event) {
    List<ModelDelta> deltas = new ArrayList<>();
    event.outputTextDelta().ifPresent(e -> Deltas.addText(deltas, text.add(e.delta())));
    event.refusalDelta().ifPresent(e -> Deltas.addRefusal(deltas, refusal.add(e.delta())));
    event.outputItemAdded().ifPresent(e -> begin(deltas, e.outputIndex(), e.item()));
    event
        .functionCallArgumentsDelta()
        .ifPresent(e -> deltas.add(arguments(e.outputIndex(), e.delta())));
    event.completed().ifPresent(e -> end(deltas, e.response(), false));
    event.incomplete().map(ResponseIncompleteEvent::response).ifPresent(r -> end(deltas, r, true));
    event.failed().ifPresent(e -> fail(e.response()));
    event.error().ifPresent(this::fail);
    return deltas;
  }

  @Override
  public boolean isWhole() {
    return whole != null;
  }

  @Override
  public ModelReply reply() {
    if (whole == null) {
      throw new TruncatedAnswerException(
          "The answer broke off without response.completed, response.incomplete or an error.",
          null);
    }
    List<ContentPart> content = new ArrayList<>();
    whole.output().forEach(item -> add(content, item));
    if (content.isEmpty() && !cutOff) {
      throw new MalformedAnswerException("The answer is complete and holds nothing.", null);
    }
    return new ModelReply(content, finish(whole, content), usage(whole), model(whole));
  }

  private void begin(List<ModelDelta> deltas, long place, ResponseOutputItem item) {
    item.functionCall()
        .ifPresent(
            call -> {
              int index = callsByItem.size();
              callsByItem.put(place, index);
              deltas.add(
                  new ModelDelta.ToolCallDelta(
                      index, Text.sanitise(call.callId()), Text.sanitise(call.name()), ""));
            });
  }

  private ModelDelta arguments(long place, String piece) {
    Integer index = callsByItem.get(place);
    if (index == null) {
      throw new MalformedAnswerException(
          "Arguments came for a tool call that was not announced.", null);
    }
    return new ModelDelta.ToolCallDelta(index, "", "", Text.sanitise(piece));
  }

  private void end(List<ModelDelta> deltas, Response response, boolean incomplete) {
    Deltas.addText(deltas, text.end());
    Deltas.addRefusal(deltas, refusal.end());
    whole = response;
    cutOff = incomplete;
  }

  private void fail(Response response) {
    throw failures.toldWithin(
        response
            .error()
            .map(e -> new ProviderError(e.code().asString(), "", e.message()))
            .orElse(new ProviderError("", "", "")));
  }

  private void fail(ResponseErrorEvent error) {
    throw failures.toldWithin(new ProviderError(error.code().orElse(""), "", error.message()));
  }

  private FinishReason finish(Response response, List<ContentPart> content) {
    if (!cutOff) {
      return content.stream().anyMatch(ContentPart.ToolCall.class::isInstance)
          ? FinishReason.TOOL_CALLS
          : FinishReason.STOP;
    }
    String reason =
        response
            .incompleteDetails()
            .flatMap(Response.IncompleteDetails::reason)
            .map(Response.IncompleteDetails.Reason::asString)
            .orElse("");
    return switch (reason) {
      case "max_output_tokens" -> FinishReason.LENGTH;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      default ->
          throw new MalformedAnswerException(
              "The answer is incomplete for a reason that is not known: '"
                  + Text.truncate(Text.sanitise(reason), 50)
                  + "'.",
              null);
    };
  }

  private String model(Response response) {
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
        .map(Text::sanitise)
        .orElse(requestedModel);
  }

  private static void add(List<ContentPart> content, ResponseOutputItem item) {
    item.message().map(ResponseOutputMessage::content).orElse(List.of()).stream()
        .map(ResponsesAnswer::said)
        .forEach(content::add);
    item.functionCall().map(ResponsesAnswer::call).ifPresent(content::add);
  }

  private static ContentPart said(ResponseOutputMessage.Content part) {
    return part.isRefusal()
        ? new ContentPart.Refusal(Text.sanitise(part.asRefusal().refusal()))
        : new ContentPart.Text(Text.sanitise(part.asOutputText().text()));
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
                new Usage(
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
