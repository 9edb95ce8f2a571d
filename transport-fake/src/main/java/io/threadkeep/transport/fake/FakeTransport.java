package io.threadkeep.transport.fake;

import io.threadkeep.context.PromptSizes;
import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.util.List;

/**
 * A {@link ModelTransport} without a model, to test a whole application with: it reads from a
 * script, fails on cue, and remembers what it was asked.
 *
 * <pre>{@code
 * import static io.threadkeep.transport.fake.RequestCondition.*;
 * import static io.threadkeep.transport.fake.assertion.FakeTransportAssertions.assertThat;
 *
 * FakeTransport fake =
 *     FakeTransport.script()
 *         .when(userContains("weather in Paris"))        // the first request that fits:
 *         .thenCall("weather", Map.of("city", "Paris"))  //   the model asks for a tool
 *         .when(toolResult("weather"))                   // the request with its result:
 *         .thenRateLimit(Duration.ofSeconds(2))          //   fails at first,
 *         .thenReply("It is sunny.")                     //   and is answered when it comes again
 *         .when(userMatches("my name is (\\w+)"))
 *         .thenReply("Nice to meet you, $1.")
 *         .always()                                      // as often as somebody says so
 *         .otherwiseFail();                              // or otherwiseEcho()
 *
 * Foundations offline = Foundations.of(new InMemoryThreadStore(InstantSource.system()), fake);
 * try (Threadkeep keep = Threadkeep.on(offline, EngineOptions.defaults())) {
 *   …                                                    // what is to be tested
 * }
 *
 * assertThat(fake).hasCalls(3).hasNoUnusedLines();
 * assertThat(fake).call(3).sawMessages(1, 3).sawToolResult("weather", "18 °C");
 * }</pre>
 *
 * <p>A request is answered by the first line from the top that it fits and that is not used up; a
 * line is used once for each of its answers, unless {@code times} or {@code always} say otherwise.
 * What no line answers is an error that names the nearest one.
 *
 * <p>Usage is what core would count for what was sent and answered. Nothing is cached.
 */
public final class FakeTransport implements ModelTransport {
  /** What every reply names as its model. */
  public static final String MODEL = "fake";

  private final Script script;
  private final PromptSizes sizes;
  private final Pace pace;
  private final WaitingRoom waitingRoom;
  private final RequestLog log = new RequestLog();
  private final FailuresOnCue failures = new FailuresOnCue();

  FakeTransport(Script script, PromptSizes sizes, Pace pace, Pause pause) {
    this.script = script;
    this.sizes = sizes;
    this.pace = pace;
    this.waitingRoom = new WaitingRoom(pause);
  }

  /** Begins a script; its answers come in the order in which they are written. */
  public static FakeTransportBuilder script() {
    return new FakeTransportBuilder();
  }

  /** Answers every message with {@code You said: …}. */
  public static FakeTransport echo() {
    return script().otherwiseEcho();
  }

  /** The shortest script: gives these replies in order; a request after the last is an error. */
  public static FakeTransport scripted(String... replies) {
    return script().thenReply(replies).otherwiseFail();
  }

  /** As {@link #scripted(String...)}, with tool calls, failures and the like. */
  public static FakeTransport scripted(FakeAnswer first, FakeAnswer... more) {
    return script().then(first).then(more).otherwiseFail();
  }

  @Override
  public ModelReply call(ModelRequest request, ModelCall call) {
    long number = log.add(request);
    try (Visit visit = waitingRoom.visit(call)) {
      // A call that nobody waits for uses no line of the script.
      visit.leaveIfStopped();
      FakeAnswer answer = answerTo(request, number);
      List<ContentPart> content = CallIds.given(answer.content(), request);
      FinishReason finish =
          new Delivery(call, visit, request.timeout())
              .deliver(
                  content,
                  answer.ending(),
                  answer.latency() == null ? pace : pace.latency(answer.latency()));
      return new ModelReply(content, finish, usage(content, request), MODEL);
    }
  }

  /** To let it fail while it is in use, whatever the script says. */
  public FailuresOnCue failures() {
    return failures;
  }

  /** What it was asked, oldest first; the newest 1,000. */
  public List<ModelRequest> requests() {
    return log.requests();
  }

  /** How often it was asked, however long ago. */
  public long callCount() {
    return log.count();
  }

  /**
   * The lines of the script with answers that nobody has asked for, each with what is left; without
   * those that answer {@code always}.
   */
  public List<String> unusedLines() {
    return script.unusedLines();
  }

  @Override
  public void close() {
    waitingRoom.close();
  }

  @Override
  public String toString() {
    return "FakeTransport";
  }

  private FakeAnswer answerTo(ModelRequest request, long number) {
    try {
      FakeAnswer failure = failures.answerTo(number);
      return failure == null ? script.answerTo(request, number) : failure;
    } catch (ModelException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      // The latter is what an expression with nested repetitions does on a long text.
      throw new InvalidRequestException(
          "The script of the fake transport broke on call " + number + ": " + e, e);
    }
  }

  private Usage usage(List<ContentPart> content, ModelRequest request) {
    long prompt = sizes.preamble(request.instructions(), request.tools());
    prompt += request.messages().stream().mapToLong(m -> sizes.message(m.content())).sum();
    return Usage.of(prompt, sizes.message(content));
  }
}
