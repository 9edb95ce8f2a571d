package io.threadkeep.transport.openai;

import com.openai.core.JsonField;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseErrorEvent;
import com.openai.models.responses.ResponseIncompleteEvent;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import io.threadkeep.limit.Text;
import io.threadkeep.limit.TextPieces;
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

  /** The sequence number of the newest piece that was shown. */
  private long shown;

  private boolean thinking;
  private @Nullable Response whole;
  private boolean cutOff;

  ResponsesAnswer(String requestedModel, Failures failures) {
    this.requestedModel = requestedModel;
    this.failures = failures;
  }

  @Override
  public List<ModelDelta> accept(ResponseStreamEvent event) {
    List<ModelDelta> deltas = new ArrayList<>();
    event
        .outputTextDelta()
        .filter(e -> isNext(e._sequenceNumber()))
        .ifPresent(e -> Deltas.addText(deltas, text.add(e.delta())));
    event
        .refusalDelta()
        .filter(e -> isNext(e._sequenceNumber()))
        .ifPresent(e -> Deltas.addRefusal(deltas, refusal.add(e.delta())));
    event.outputItemAdded().ifPresent(e -> begin(deltas, e.outputIndex(), e.item()));
    event.outputItemDone().ifPresent(e -> thinking = false);
    event
        .functionCallArgumentsDelta()
        .filter(e -> isNext(e._sequenceNumber()))
        .ifPresent(e -> deltas.add(arguments(e.outputIndex(), e.delta())));
    event.completed().ifPresent(e -> end(deltas, e.response(), isIncomplete(e.response())));
    event.incomplete().map(ResponseIncompleteEvent::response).ifPresent(r -> end(deltas, r, true));
    event.failed().ifPresent(e -> fail(e.response()));
    event.error().ifPresent(this::fail);
    return deltas;
  }

  @Override
  public boolean isThinking() {
    return thinking;
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
    return ResponsesReply.of(whole, cutOff, requestedModel);
  }

  /**
   * A piece that comes twice, or too late, is not shown; it is in the whole response. Servers that
   * do not count say 0, or nothing.
   */
  private boolean isNext(JsonField<Long> sequenceNumber) {
    long number = sequenceNumber.asKnown().orElse(0L);
    boolean next = number <= 0 || number > shown;
    shown = Math.max(shown, number);
    return next;
  }

  private void begin(List<ModelDelta> deltas, long place, ResponseOutputItem item) {
    thinking = item.isReasoning();
    if (callsByItem.containsKey(place)) {
      return;
    }
    item.functionCall()
        .ifPresent(
            call -> {
              int index = callsByItem.size();
              Deltas.requireRoomForCall(index);
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

  /** Some servers complete what they call incomplete. */
  private static boolean isIncomplete(Response response) {
    return response._status().asKnown().filter(ResponseStatus.INCOMPLETE::equals).isPresent();
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
}
