package io.threadkeep.transport.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.completions.CompletionUsage;
import io.threadkeep.limit.Limits;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of Chat Completions, which is the sum of its pieces. */
final class ChatAnswer implements Answer<ChatCompletionChunk> {
  private final TextPieces text = new TextPieces();
  private final TextPieces refusal = new TextPieces();
  private final ChatToolCalls calls = new ChatToolCalls();
  private final List<JsonNode> annotations = new ArrayList<>();
  private String model;
  private @Nullable String finishReason;
  private @Nullable Usage usage;
  private boolean anything;
  private boolean anyChoice;

  ChatAnswer(String requestedModel) {
    this.model = requestedModel;
  }

  @Override
  public List<ModelDelta> accept(ChatCompletionChunk chunk) {
    List<ModelDelta> deltas = new ArrayList<>();
    anything = true;
    chunk._model().asKnown().filter(name -> !name.isBlank()).ifPresent(name -> model = name);
    chunk.usage().map(ChatAnswer::usage).ifPresent(counted -> usage = counted);
    // With one answer asked for, others than the first are none of ours.
    chunk.choices().stream()
        .filter(choice -> choice.index() == 0)
        .forEach(choice -> accept(deltas, choice));
    return deltas;
  }

  /** Chat Completions does not tell. */
  @Override
  public boolean isThinking() {
    return false;
  }

  /** Usage comes after the last piece, from servers that send it at all. */
  @Override
  public boolean isWhole() {
    return finishReason != null && usage != null;
  }

  @Override
  public ModelReply reply() {
    if (finishReason == null) {
      throw anything && !anyChoice
          ? new MalformedAnswerException("The answer came without choices.", null)
          : new TruncatedAnswerException("The answer broke off without finish_reason.", null);
    }
    List<ContentPart> content = new ArrayList<>();
    if (!text.isEmpty()) {
      content.add(new ContentPart.Text(text.text(), Annotations.read(annotations, text.text())));
    }
    if (!refusal.isEmpty()) {
      content.add(new ContentPart.Refusal(refusal.text()));
    }
    content.addAll(calls.toParts());
    FinishReason finish = finish(finishReason);
    boolean cutOff = finish == FinishReason.LENGTH || finish == FinishReason.CONTENT_FILTER;
    if (content.isEmpty() && !cutOff) {
      throw new MalformedAnswerException("The answer is complete and holds nothing.", null);
    }
    return new ModelReply(
        content,
        finish,
        usage == null ? Usage.NONE : usage,
        Text.truncate(Text.sanitise(model), Limits.MODEL));
  }

  private void accept(List<ModelDelta> deltas, ChatCompletionChunk.Choice choice) {
    anyChoice = true;
    ChatCompletionChunk.Choice.Delta delta = choice.delta();
    requireInTime(delta);
    // The client does not know them as a field.
    for (JsonNode annotation : Annotations.of(delta._allProperties())) {
      if (annotations.size() < Limits.ANNOTATIONS && Annotations.isOfHonestLength(annotation)) {
        annotations.add(annotation);
      }
    }
    delta.content().ifPresent(piece -> Deltas.addText(deltas, text.add(piece)));
    delta.refusal().ifPresent(piece -> Deltas.addRefusal(deltas, refusal.add(piece)));
    delta.toolCalls().orElse(List.of()).forEach(piece -> deltas.add(calls.add(piece)));
    choice
        .finishReason()
        // Some compatible servers send an empty one with each piece.
        .filter(reason -> !reason.asString().isEmpty())
        .ifPresent(
            reason -> {
              finishReason = reason.asString();
              Deltas.addText(deltas, text.end());
              Deltas.addRefusal(deltas, refusal.end());
            });
  }

  private void requireInTime(ChatCompletionChunk.Choice.Delta delta) {
    boolean says =
        delta.content().filter(piece -> !piece.isEmpty()).isPresent()
            || delta.refusal().filter(piece -> !piece.isEmpty()).isPresent()
            || delta.toolCalls().filter(pieces -> !pieces.isEmpty()).isPresent();
    if (finishReason != null && says) {
      throw new MalformedAnswerException("A piece of the answer came after its end.", null);
    }
  }

  private FinishReason finish(String reason) {
    return switch (reason) {
      // Some compatible servers say "stop" where OpenAI says "tool_calls".
      case "stop", "tool_calls", "function_call" ->
          calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
      case "length" -> FinishReason.LENGTH;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      default ->
          throw new MalformedAnswerException(
              "The answer ends for a reason that is not known: '"
                  + Text.truncate(Text.sanitise(reason), 50)
                  + "'.",
              null);
    };
  }

  private static Usage usage(CompletionUsage usage) {
    return Counted.of(
        usage.promptTokens(),
        usage.completionTokens(),
        usage
            .promptTokensDetails()
            .flatMap(CompletionUsage.PromptTokensDetails::cachedTokens)
            .orElse(0L),
        usage
            .completionTokensDetails()
            .flatMap(CompletionUsage.CompletionTokensDetails::reasoningTokens)
            .orElse(0L));
  }
}
