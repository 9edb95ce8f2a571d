package io.threadkeep.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.IdSource;
import io.threadkeep.id.Scope;
import io.threadkeep.internal.tool.ToolResult.Answered;
import io.threadkeep.internal.tool.ToolResult.Broken;
import io.threadkeep.internal.tool.ToolResult.Cancelled;
import io.threadkeep.internal.tool.ToolResult.Ending;
import io.threadkeep.internal.worker.ThreadSource;
import io.threadkeep.internal.worker.WorkerThreads;
import io.threadkeep.kit.ManualAlarms;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.options.ToolOptions;
import io.threadkeep.tool.Tool;
import io.threadkeep.tool.ToolBox;
import io.threadkeep.tool.ToolCallInfo;
import io.threadkeep.tool.ToolFailureException;
import io.threadkeep.tool.ToolOutput;
import io.threadkeep.tool.ToolRequest;
import io.threadkeep.tool.ToolTraits;
import io.threadkeep.tool.derive.Tools;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ToolRunnerTest {
  private static final IdSource IDS = new IdSource(new ManualClock(), new Random(7));
  private static final ToolCallInfo CALL =
      new ToolCallInfo(Scope.user("acme", "u-1"), IDS.thread(), IDS.run(), "call_1", "key-1");
  private static final Duration TIMEOUT = ToolTraits.defaults().timeout();

  private final ManualAlarms alarms = new ManualAlarms();
  private final Semaphore inside = new Semaphore(0);
  private final CountDownLatch letGo = new CountDownLatch(1);
  private final ThreadSource threads = new WorkerThreads();
  private ToolRunner runner =
      new ToolRunner(ToolBox.none(), ToolOptions.defaults(), alarms, threads);

  @AfterEach
  void close() {
    letGo.countDown();
    runner.close();
  }

  @Test
  void aToolGetsWhatItNeedsAndItsWordsAreTheAnswer() throws Exception {
    CompletableFuture<ToolRequest> seen = new CompletableFuture<>();
    run(
        TestTool.withSchema(
            "{\"required\":[\"city\"]}",
            request -> {
              seen.complete(request);
              return new ToolOutput("Sunny.", true);
            }));
    ToolResult result = end(runner.start("tool", "{\"city\":\"Oslo\"}", CALL, 42));
    assertThat(result).isEqualTo(new Answered(new ToolOutput("Sunny.", true), Ending.RETURNED));
    ToolRequest request = seen.get();
    assertThat(request.arguments()).isEqualTo("{\"city\":\"Oslo\"}");
    assertThat(request.call()).isEqualTo(CALL);
    assertThat(request.leaseToken()).isEqualTo(42);
    assertThat(request.timeout()).isEqualTo(TIMEOUT);
    assertThat(request.isCancelled()).isFalse();
    assertThat(alarms.pending()).isZero();
    assertThat(runner.leakedThreads()).isZero();
  }

  @Test
  void noArgumentsAtAllAreAnEmptyObject() throws Exception {
    run(TestTool.of("tool", request -> ToolOutput.of(request.arguments())));
    assertThat(text(end(start("tool", "")))).isEqualTo("{}");
  }

  @Test
  void argumentsThatDoNotFitNeverReachTheTool() throws Exception {
    AtomicBoolean called = new AtomicBoolean();
    run(
        TestTool.withSchema(
            "{\"required\":[\"city\"]}",
            request -> {
              called.set(true);
              return ToolOutput.of("");
            }));
    assertThat(end(start("tool", "{\"town\":\"Oslo\"}")))
        .isEqualTo(
            new Answered(
                ToolOutput.failed(
                    "Tool 'tool' was not called, because its arguments do not fit:\n"
                        + "- arguments: required property 'city' not found"),
                Ending.MISFIT));
    assertThat(called).isFalse();
  }

  @Test
  void aToolThatIsNotThereIsAnAnswerToo() throws Exception {
    assertThat(end(start("pay\0", "{}")))
        .isEqualTo(
            new Answered(
                ToolOutput.failed("There is no tool 'pay\uFFFD' here."), Ending.UNKNOWN_TOOL));
  }

  static Stream<TestTool> throwing() {
    return Stream.of(
        TestTool.of(
            "IllegalStateException",
            request -> {
              throw new IllegalStateException("password=hunter2");
            }),
        TestTool.of(
            "Exception",
            request -> {
              throw new Exception("hunter2");
            }),
        TestTool.of(
            "InterruptedException",
            request -> {
              throw new InterruptedException("hunter2");
            }));
  }

  @ParameterizedTest
  @MethodSource("throwing")
  void whatAToolThrowsIsNamedByItsClassAndKeptFromTheModel(TestTool tool) throws Exception {
    run(tool);
    String name = tool.definition().name();
    assertThat(end(start(name, "{}")))
        .isEqualTo(
            new Answered(
                ToolOutput.failed("Tool '" + name + "' failed: " + name + "."), Ending.THREW));
  }

  @Test
  void aToolMayChooseItsWords() throws Exception {
    run(
        TestTool.of(
            "tool",
            request -> {
              throw new ToolFailureException(
                  "No such city: name a larger one.", new Exception("x"));
            }));
    assertThat(end(start("tool", "{}")))
        .isEqualTo(
            new Answered(ToolOutput.failed("No such city: name a larger one."), Ending.RETURNED));
  }

  @Test
  @SuppressWarnings("NullAway") // Tools are written in languages that know no better.
  void aToolThatGivesNullHasFailed() throws Exception {
    run(TestTool.of("tool", request -> null));
    assertThat(((Answered) end(start("tool", "{}"))).ending()).isEqualTo(Ending.THREW);
  }

  @Test
  void anErrorBreaksTheCall() throws Exception {
    run(
        TestTool.of("overflow", request -> ToolOutput.of("" + recurse(0))),
        TestTool.of(
            "memory",
            request -> {
              throw new OutOfMemoryError("hunter2");
            }),
        TestTool.of(
            "linkage",
            request -> {
              throw new NoClassDefFoundError("hunter2");
            }));
    assertThat(end(start("overflow", "{}")))
        .isEqualTo(new Broken("Tool 'overflow' broke with StackOverflowError."));
    assertThat(end(start("memory", "{}")))
        .isEqualTo(new Broken("Tool 'memory' broke with OutOfMemoryError."));
    assertThat(end(start("linkage", "{}")))
        .isEqualTo(new Broken("Tool 'linkage' broke with NoClassDefFoundError."));
  }

  @Test
  void aToolThatHangsIsInterruptedWhenItsTimeIsOver() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    run(
        TestTool.of(
            "tool",
            request -> {
              inside.release();
              try {
                letGo.await();
              } catch (InterruptedException e) {
                assertThat(request.isCancelled()).isTrue();
                interrupted.countDown();
              }
              return ToolOutput.of("too late");
            }));
    RunningCall call = start("tool", "{}");
    inside.acquire();
    alarms.pass(TIMEOUT.minusNanos(1));
    assertThat(call.result()).isNotDone();
    alarms.pass(Duration.ofNanos(1));
    assertThat(end(call))
        .isEqualTo(
            new Answered(
                ToolOutput.failed(
                    "Tool 'tool' did not answer within PT30S. What it has done is unknown."),
                Ending.TIMED_OUT));
    interrupted.await();
    awaitNoLeak();
  }

  @Test
  void aCancelInterruptsAndDoesNotWait() throws Exception {
    run(hanging("tool"));
    RunningCall call = start("tool", "{}");
    inside.acquire();
    call.cancel();
    assertThat(call.result()).isCompletedWithValue(new Cancelled());
    assertThat(runner.leakedThreads()).isEqualTo(1);
    assertThat(alarms.pending()).isZero();
    call.cancel();
    assertThat(runner.leakedThreads()).isEqualTo(1);
    letGo.countDown();
    awaitNoLeak();
  }

  @Test
  void aCancelAfterTheAnswerChangesNothing() throws Exception {
    run(TestTool.of("tool", request -> ToolOutput.of("done")));
    RunningCall call = start("tool", "{}");
    ToolResult result = end(call);
    call.cancel();
    assertThat(end(call)).isSameAs(result);
    assertThat(runner.leakedThreads()).isZero();
  }

  @Test
  void withTooManyThreadsLeakedNoCallIsBegunUntilOneEnds() throws Exception {
    run(
        ToolOptions.defaults().maxLeakedThreads(2),
        hanging("stuck"),
        TestTool.of("quick", request -> ToolOutput.of("done")));
    for (int i = 0; i < 2; i++) {
      assertThat(text(end(start("quick", "{}")))).isEqualTo("done");
      RunningCall stuck = start("stuck", "{}");
      inside.acquire();
      stuck.cancel();
    }
    assertThat(runner.leakedThreads()).isEqualTo(2);
    assertThat(end(start("quick", "{}")))
        .isEqualTo(
            new Answered(
                ToolOutput.failed(
                    "Tool 'quick' was not called: too many calls hang on this worker."),
                Ending.REFUSED));
    letGo.countDown();
    awaitNoLeak();
    assertThat(text(end(start("quick", "{}")))).isEqualTo("done");
  }

  @Test
  void callsRunSideBySide() throws Exception {
    CountDownLatch all = new CountDownLatch(4);
    run(
        TestTool.of(
            "meeting",
            request -> {
              all.countDown();
              all.await();
              return ToolOutput.of("met");
            }));
    List<RunningCall> calls = Stream.generate(() -> start("meeting", "{}")).limit(4).toList();
    for (RunningCall call : calls) {
      assertThat(text(end(call))).isEqualTo("met");
    }
  }

  record Trip(String from, Optional<String> to, LocalDate day) {}

  @Test
  void whatADerivedSchemaLetsThroughTheDerivedToolCanRead() throws Exception {
    run(Tools.typed("trip", "", Trip.class, (trip, request) -> trip.to().orElse("nowhere")));
    assertThat(text(end(start("trip", "{\"from\":\"Oslo\",\"to\":null,\"day\":\"2026-11-21\"}"))))
        .isEqualTo("nowhere");
    assertThat(text(end(start("trip", "{\"from\":\"Oslo\",\"day\":\"2026-11-21\",\"via\":1}"))))
        .contains("property 'via' is not defined");
    assertThat(end(start("trip", "{\"from\":\"Oslo\",\"day\":\"31 June\"}")))
        .isEqualTo(
            new Answered(
                ToolOutput.failed("The arguments cannot be read: see 'day'."), Ending.RETURNED));
  }

  @Test
  void outputsAreCleanedAndCut() throws Exception {
    run(
        ToolOptions.defaults().maxOutputBytes(1_024),
        TestTool.of("tool", request -> ToolOutput.of("\0\uD800" + "x".repeat(5 << 20))));
    assertThat(text(end(start("tool", "{}"))))
        .startsWith("\uFFFD\uFFFDxxx")
        .hasSizeLessThanOrEqualTo(1_024)
        .endsWith("had 5242882 characters.]");
  }

  @Test
  void aClosedRunnerCancelsWhatRunsAndBeginsNothing() throws Exception {
    run(hanging("tool"));
    RunningCall call = start("tool", "{}");
    inside.acquire();
    runner.close();
    assertThat(end(call)).isEqualTo(new Cancelled());
    assertThat(((Answered) end(start("tool", "{}"))).ending()).isEqualTo(Ending.REFUSED);
    assertThat(alarms.pending()).isZero();
  }

  @Test
  void aToolWhoseSchemaIsNoneIsRefusedAtTheStart() {
    Tool wrong = TestTool.withSchema("{\"type\":\"objet\"}", request -> ToolOutput.of(""));
    assertThatThrownBy(
            () -> new ToolRunner(ToolBox.of(wrong), ToolOptions.defaults(), alarms, threads))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("tool.parameters");
  }

  /** One that ignores interrupts until it is let go. */
  private TestTool hanging(String name) {
    return TestTool.of(
        name,
        request -> {
          inside.release();
          boolean released = false;
          while (!released) {
            try {
              letGo.await();
              released = true;
            } catch (InterruptedException ignored) {
              assertThat(request.isCancelled()).isTrue();
            }
          }
          return ToolOutput.of("let go");
        });
  }

  private void run(Tool... tools) {
    run(ToolOptions.defaults(), tools);
  }

  private void run(ToolOptions options, Tool... tools) {
    runner.close();
    runner = new ToolRunner(ToolBox.of(tools), options, alarms, threads);
  }

  private RunningCall start(String tool, String arguments) {
    return runner.start(tool, arguments, CALL, 1);
  }

  private void awaitNoLeak() {
    while (runner.leakedThreads() > 0) {
      Thread.onSpinWait();
    }
  }

  private static ToolResult end(RunningCall call) throws Exception {
    return call.result().get(30, TimeUnit.SECONDS);
  }

  private static String text(ToolResult result) {
    return ((Answered) result).output().text();
  }

  private static int recurse(int depth) {
    return depth < 0 ? 0 : 1 + recurse(depth + 1);
  }
}
