package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.Conversation;
import io.threadkeep.Foundations;
import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.message.NewMessage;
import io.threadkeep.observe.EngineListener;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.RunLimits;
import io.threadkeep.options.WorkerOptions;
import io.threadkeep.run.AwaitTimeoutException;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.tool.Tool;
import io.threadkeep.tool.ToolBox;
import io.threadkeep.transport.ModelTransport;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A {@link Threadkeep} on a trial's store, quick to look for work and slow to take a worker for
 * dead; what decides is the trial's clock.
 */
final class Workplace implements AutoCloseable {
  private static final AtomicInteger SEEDS = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Heartbeats every 20 ms, and a reaper every 10. */
  static final WorkerOptions BRISK =
      new WorkerOptions(
          16,
          Samples.LEASE,
          Duration.ofMillis(20),
          Duration.ofMillis(10),
          Duration.ofSeconds(10),
          true);

  private final Threadkeep keep;
  private final Conversation chat;
  private final Assistant assistant;

  Workplace(Trial trial, ThreadStore store, ModelTransport transport, WorkerOptions workers) {
    this(trial, store, transport, options(workers));
  }

  /** With an assistant that has {@code tools}, which this workplace's workers carry out. */
  Workplace(Trial trial, ModelTransport transport, Tool... tools) {
    this(trial, trial.store(), transport, options(), tools);
  }

  /** With somebody who listens. */
  Workplace(Trial trial, ModelTransport transport, EngineListener listener, Tool... tools) {
    this(foundations(trial, trial.store(), transport, tools).observedBy(listener), options());
  }

  /** With somebody who listens. */
  Workplace(Trial trial, ModelTransport transport, EngineListener listener, EngineOptions options) {
    this(foundations(trial, trial.store(), transport).observedBy(listener), options);
  }

  Workplace(
      Trial trial,
      ThreadStore store,
      ModelTransport transport,
      EngineOptions options,
      Tool... tools) {
    this(foundations(trial, store, transport, tools), options);
  }

  /** With somebody who listens, and options of its own. */
  Workplace(
      Trial trial,
      ThreadStore store,
      ModelTransport transport,
      EngineOptions options,
      EngineListener listener) {
    this(foundations(trial, store, transport).observedBy(listener), options);
  }

  private Workplace(Foundations foundations, EngineOptions options) {
    this.keep = Threadkeep.on(foundations, options);
    this.assistant =
        keep.assistants()
            .create(
                NewAssistant.named("Geographer")
                    .instructions("Be concise.")
                    .tools(foundations.tools().definitions()));
    this.chat = keep.conversations().start();
  }

  static Foundations foundations(
      Trial trial, ThreadStore store, ModelTransport transport, Tool... tools) {
    return new Foundations(
        new Borrowed(store),
        transport,
        TokenCounter.estimating(),
        trial.clock(),
        new Random(SEEDS.incrementAndGet()),
        ToolBox.of(tools));
  }

  static EngineOptions options() {
    return options(BRISK);
  }

  /** The defaults, but for the workers. */
  static EngineOptions options(WorkerOptions workers) {
    return EngineOptions.defaults()
        .workers(workers)
        .limits(RunLimits.defaults().expiresAfter(Samples.RUN_TIME));
  }

  Threadkeep keep() {
    return keep;
  }

  Conversation chat() {
    return chat;
  }

  Assistant assistant() {
    return assistant;
  }

  PendingRun ask(String question) {
    chat.say(question);
    return chat.run(assistant);
  }

  /** Asks on the one chat, and says what is to happen if it is busy. */
  PendingRun ask(String question, WhenBusy whenBusy) {
    return chat.run(
        RunRequest.by(assistant.id()).saying(NewMessage.user(question)).whenBusy(whenBusy));
  }

  /** Waits for the end without moving the clock. */
  static Run end(PendingRun run) {
    return run.await(PATIENCE);
  }

  /** Waits until the run stops for its owner, or ends. */
  static Run stop(PendingRun run) {
    return run.awaitStop(PATIENCE);
  }

  /**
   * Sees that the run is handed back, and that nobody takes it up for a moment; a slow machine may
   * still be at it at first.
   */
  static void assertWaits(PendingRun run) {
    for (int looks = 1; true; looks++) {
      assertThatThrownBy(() -> run.await(Duration.ofMillis(200)))
          .isInstanceOf(AwaitTimeoutException.class);
      RunStatus status = run.get().status();
      if (status == RunStatus.QUEUED) {
        return;
      }
      assertThat(status).isEqualTo(RunStatus.IN_PROGRESS);
      assertThat(looks).as("looks at a run that does not stop").isLessThan(100);
    }
  }

  /** Lets time pass, in steps, until the run has ended. */
  static Run endAsTimePasses(Trial trial, PendingRun run, Duration step) {
    for (int i = 0; i < 600; i++) {
      try {
        return run.await(Duration.ofMillis(50));
      } catch (AwaitTimeoutException notYet) {
        // A slow worker is not a dead one: its lease is not to run out.
        if (notYet.status() != RunStatus.IN_PROGRESS) {
          trial.pass(step);
        }
      }
    }
    throw new AssertionError("The run does not end: " + run.get());
  }

  @Override
  public void close() {
    keep.close();
  }
}
