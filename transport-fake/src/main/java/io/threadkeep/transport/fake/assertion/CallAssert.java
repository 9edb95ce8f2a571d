package io.threadkeep.transport.fake.assertion;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.assertj.core.api.AbstractAssert;

/** About one call. A text is <em>seen</em> if it is somewhere in what is named. */
public final class CallAssert extends AbstractAssert<CallAssert, SeenCall> {

  CallAssert(SeenCall actual) {
    super(actual, CallAssert.class);
  }

  public CallAssert sawSystem(String text) {
    return has("a system prompt with \"" + text + "\"", call -> call.instructions().contains(text));
  }

  public CallAssert sawNoSystem() {
    return has("no system prompt", call -> call.instructions().isEmpty());
  }

  /** Any of its user messages has {@code text}. */
  public CallAssert sawUser(String text) {
    return has("a user message with \"" + text + "\"", call -> call.userSays(text));
  }

  /** Any of the answers before has {@code text}. */
  public CallAssert sawAssistant(String text) {
    return has("an assistant message with \"" + text + "\"", call -> call.assistantSays(text));
  }

  /** Its window was exactly the messages from one position to the other, both included. */
  public CallAssert sawMessages(long first, long last) {
    return sawPositions(LongStream.rangeClosed(first, last).toArray());
  }

  /** Its window was exactly the messages at these positions of the thread, in this order. */
  public CallAssert sawPositions(long... positions) {
    List<Long> expected = Arrays.stream(positions).boxed().toList();
    return has("the messages " + expected, call -> call.positions().equals(expected));
  }

  public CallAssert sawToolResult(String tool, String text) {
    return has("a result of " + tool + " with \"" + text + "\"", c -> c.hasResult(tool, text));
  }

  /** Exactly these, in any order. */
  public CallAssert sawTools(String... names) {
    List<String> expected = Arrays.stream(names).sorted().toList();
    return has("the tools " + expected, call -> call.tools().equals(expected));
  }

  public CallAssert askedModel(String model) {
    return has("model " + model, call -> call.model().equals(model));
  }

  /** {@code text} is nowhere: no prompt, message, tool call, result or definition. */
  public CallAssert didNotSee(String text) {
    return has("nothing with \"" + text + "\"", call -> !call.hasAnywhere(text));
  }

  private CallAssert has(String what, Predicate<SeenCall> seen) {
    isNotNull();
    if (!seen.test(actual)) {
      throw failure(
          "Expected that call %s sees %s, but it was:\n%s", actual.number(), what, actual);
    }
    return this;
  }
}
