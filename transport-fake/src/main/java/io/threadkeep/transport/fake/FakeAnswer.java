package io.threadkeep.transport.fake;

import io.threadkeep.json.JsonCodec;
import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the fake does with one request: it says {@code content}, and then it ends.
 *
 * <p>Nothing here is held to the limits of what can be stored, so that a host can be tried with an
 * answer that is too long.
 *
 * @param latency before the first piece; null for the transport's own
 */
public record FakeAnswer(List<ContentPart> content, Ending ending, @Nullable Duration latency) {
  /** Stands for an id that is made when the call is, different in each answer of a thread. */
  static final String NEW_ID = "(new)";

  public FakeAnswer {
    content = List.copyOf(content);
    if (latency != null && latency.isNegative()) {
      throw new IllegalArgumentException(
          "Expected a latency of 0s or more, but found " + latency + ".");
    }
  }

  /** What comes after the last piece. */
  public sealed interface Ending {

    /** The answer is whole. */
    record Finished(FinishReason reason) implements Ending {}

    /** The call throws; a new exception each time. */
    record Failed(String name, Supplier<? extends ModelException> error) implements Ending {}

    /** Nothing, until the call is cancelled or its time is over. */
    record Hanging() implements Ending {}
  }

  public static FakeAnswer of(List<ContentPart> content, FinishReason finish) {
    return new FakeAnswer(content, new Ending.Finished(finish), null);
  }

  public static FakeAnswer text(String text) {
    return of(List.of(new ContentPart.Text(text)), FinishReason.STOP);
  }

  public static FakeAnswer refusal(String text) {
    return of(List.of(new ContentPart.Refusal(text)), FinishReason.STOP);
  }

  /**
   * Asks for a tool, under an id that no other answer of the thread has.
   *
   * @param arguments JSON, or what a confused model takes for it
   */
  public static FakeAnswer toolCall(String tool, String arguments) {
    return toolCall(NEW_ID, tool, arguments);
  }

  public static FakeAnswer toolCall(String callId, String tool, String arguments) {
    return of(List.of(new ContentPart.ToolCall(callId, tool, arguments)), FinishReason.TOOL_CALLS);
  }

  /** As if {@code max_completion_tokens} had been reached after {@code text}. */
  public static FakeAnswer cutOff(String text) {
    return of(List.of(new ContentPart.Text(text)), FinishReason.LENGTH);
  }

  /** As if the provider's content filter had stepped in after {@code text}. */
  public static FakeAnswer filtered(String text) {
    return of(List.of(new ContentPart.Text(text)), FinishReason.CONTENT_FILTER);
  }

  public static FakeAnswer failure(FakeFailure failure) {
    return failure(failure, Duration.ZERO);
  }

  /**
   * @param retryAfter what the provider asks for; zero if it says nothing
   * @throws IllegalArgumentException if {@code failure} has no word for it
   */
  public static FakeAnswer failure(FakeFailure failure, Duration retryAfter) {
    if (retryAfter.isNegative() || !(retryAfter.isZero() || failure.takesDelay())) {
      throw new IllegalArgumentException(
          failure + " cannot ask to wait for " + retryAfter + ": RATE_LIMIT and OVERLOADED can.");
    }
    String wait = retryAfter.isZero() ? "" : ", retry after " + retryAfter;
    return ending(new Ending.Failed(failure + wait, () -> failure.exception(retryAfter)));
  }

  /** For an exception that {@link FakeFailure} does not have, or a message of one's own. */
  public static FakeAnswer failure(Supplier<? extends ModelException> error) {
    return ending(new Ending.Failed("an exception", error));
  }

  public static FakeAnswer hang() {
    return ending(new Ending.Hanging());
  }

  /** The same after some words: {@code failure(TRUNCATED).after("Once upon a")}. */
  public FakeAnswer after(String text) {
    List<ContentPart> all = new ArrayList<>();
    all.add(new ContentPart.Text(text));
    all.addAll(content);
    return new FakeAnswer(all, ending, latency);
  }

  /** The same with one more tool call, in parallel to those that are there. */
  public FakeAnswer andCall(String tool, String arguments) {
    List<ContentPart> all = new ArrayList<>(content);
    all.add(new ContentPart.ToolCall(NEW_ID, tool, arguments));
    boolean whole = ending.equals(new Ending.Finished(FinishReason.STOP));
    return new FakeAnswer(
        all, whole ? new Ending.Finished(FinishReason.TOOL_CALLS) : ending, latency);
  }

  /** The same, with a latency of its own. */
  public FakeAnswer latency(Duration newLatency) {
    return new FakeAnswer(content, ending, newLatency);
  }

  /** The same on every machine: a map has no order that could be relied on. */
  static String json(Map<String, ?> arguments) {
    return JsonCodec.writeCanonical(arguments);
  }

  @Override
  public String toString() {
    return AnswerDescription.of(this);
  }

  private static FakeAnswer ending(Ending ending) {
    return new FakeAnswer(List.of(), ending, null);
  }
}
