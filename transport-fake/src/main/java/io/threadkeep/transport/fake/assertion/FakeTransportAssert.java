package io.threadkeep.transport.fake.assertion;

import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.fake.FakeTransport;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractAssert;

/**
 * About all calls together; {@link #call} goes on with one of them. A text is <em>seen</em> if it
 * is somewhere in what is named.
 */
public final class FakeTransportAssert extends AbstractAssert<FakeTransportAssert, FakeTransport> {

  FakeTransportAssert(FakeTransport actual) {
    super(actual, FakeTransportAssert.class);
  }

  public FakeTransportAssert hasCalls(long count) {
    isNotNull();
    List<SeenCall> calls = calls();
    if (actual.callCount() != count) {
      fail("Expected " + count + " calls, but there were " + actual.callCount() + ".", calls);
    }
    return this;
  }

  /** Everything in its script was asked for. */
  public FakeTransportAssert hasNoUnusedLines() {
    isNotNull();
    List<String> unused = actual.unusedLines();
    if (!unused.isEmpty()) {
      fail(
          "Expected that the whole script is used, but this is left:\n  "
              + String.join("\n  ", unused),
          calls());
    }
    return this;
  }

  /**
   * Goes on with one call.
   *
   * @param number from 1; of a fake that was asked more than 1,000 times, the newest are there
   */
  public CallAssert call(long number) {
    isNotNull();
    List<SeenCall> calls = calls();
    return calls.stream()
        .filter(call -> call.number() == number)
        .findFirst()
        .map(CallAssert::new)
        .orElseThrow(() -> error("Expected a call " + number + ", but there is none.", calls));
  }

  /** Goes on with the newest call. */
  public CallAssert lastCall() {
    isNotNull();
    return call(Math.max(1, actual.callCount()));
  }

  /** Some call had {@code text} in its system prompt. */
  public FakeTransportAssert sawSystem(String text) {
    return saw("a system prompt with", text, call -> call.instructions().contains(text));
  }

  /** Some call had a user message with {@code text}. */
  public FakeTransportAssert sawUser(String text) {
    return saw("a user message with", text, call -> call.userSays(text));
  }

  /** Some call had a result of {@code tool} with {@code text}. */
  public FakeTransportAssert sawToolResult(String tool, String text) {
    return saw("a result of " + tool + " with", text, call -> call.hasResult(tool, text));
  }

  /**
   * No call had {@code text} anywhere: no prompt, message, tool call, result or definition. Fails
   * too if there were more calls than the fake remembers: nobody knows what the oldest had.
   */
  public FakeTransportAssert neverSaw(String text) {
    isNotNull();
    List<SeenCall> calls = calls();
    List<SeenCall> seeing = calls.stream().filter(call -> call.hasAnywhere(text)).toList();
    if (!seeing.isEmpty()) {
      fail("Expected that no call sees \"" + text + "\", but these did.", seeing);
    }
    if (!calls.isEmpty() && calls.get(0).number() > 1) {
      fail(
          "Expected that no call sees \""
              + text
              + "\", but what was asked before call "
              + calls.get(0).number()
              + " is forgotten. The first that is known:",
          calls.subList(0, 1));
    }
    return this;
  }

  private FakeTransportAssert saw(String what, String text, Predicate<SeenCall> seen) {
    isNotNull();
    List<SeenCall> calls = calls();
    if (calls.stream().noneMatch(seen)) {
      fail("Expected a call that sees " + what + " \"" + text + "\".", calls);
    }
    return this;
  }

  /** Read twice if a call came in between: their numbers must be right. */
  private List<SeenCall> calls() {
    long count;
    List<ModelRequest> requests;
    do {
      count = actual.callCount();
      requests = actual.requests();
    } while (count != actual.callCount());
    long forgotten = count - requests.size();
    List<ModelRequest> read = requests;
    return IntStream.range(0, read.size())
        .mapToObj(i -> new SeenCall(forgotten + i + 1, read.get(i)))
        .toList();
  }

  private void fail(String problem, List<SeenCall> calls) {
    throw error(problem, calls);
  }

  private AssertionError error(String problem, List<SeenCall> calls) {
    String seen =
        calls.isEmpty()
            ? "It was not called."
            : calls.stream().map(SeenCall::toString).collect(Collectors.joining("\n"));
    return failure("%s\n%s", problem, seen);
  }
}
