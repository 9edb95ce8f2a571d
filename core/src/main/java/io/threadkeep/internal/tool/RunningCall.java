package io.threadkeep.internal.tool;

import io.threadkeep.internal.time.Alarms;
import io.threadkeep.internal.time.Alarms.Alarm;
import io.threadkeep.internal.tool.GuardedTool.Attempt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call that was begun: its result to come, and the way to be rid of it.
 *
 * <p>The result is set once, by whoever is first: the tool, its time-out or a cancel. After that
 * nothing that the tool says matters.
 */
public final class RunningCall {
  private final CompletableFuture<ToolResult> result = new CompletableFuture<>();
  private final AtomicInteger leaked;
  private final Consumer<RunningCall> whenOver;

  /** Null as long as it is not set; it could ring before. */
  private volatile @Nullable Alarm alarm;

  /** Guarded by {@code this}. */
  private Stage stage = Stage.WAITING;

  /** The thread inside the tool. Guarded by {@code this}. */
  private @Nullable Thread thread;

  /**
   * @param leaked counts the threads of calls that were given up and have not ended
   * @param whenOver hears of it before anybody has the result
   */
  RunningCall(AtomicInteger leaked, Consumer<RunningCall> whenOver) {
    this.leaked = leaked;
    this.whenOver = whenOver;
  }

  /** One that is answered without being begun. */
  static RunningCall over(ToolResult result) {
    RunningCall call = new RunningCall(new AtomicInteger(), over -> {});
    call.leave();
    call.settle(result);
    return call;
  }

  /**
   * Comes in any case, at the latest when the tool's time is over. What depends on it runs on a
   * worker thread or on that of whoever cancels.
   */
  public CompletableFuture<ToolResult> result() {
    return result.copy();
  }

  /** Hands the result on as soon as it is there; at once if it is already. */
  @SuppressWarnings("FutureReturnValueIgnored") // The result never comes exceptionally.
  public void whenOver(Consumer<ToolResult> then) {
    result.thenAccept(then);
  }

  /**
   * Interrupts the tool and waits for nothing: the result is {@link ToolResult.Cancelled} at once.
   */
  public void cancel() {
    giveUp(new ToolResult.Cancelled());
  }

  void begin(GuardedTool tool, Attempt attempt, Executor workers, Alarms alarms) {
    alarm = alarms.set(tool.timeout(), () -> executeOrRun(workers, () -> giveUp(tool.timedOut())));
    try {
      workers.execute(() -> carryOut(tool, attempt));
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      if (leave()) {
        settle(tool.refused("no thread is to be had"));
      }
    }
  }

  /** Whether nobody waits for the tool any more. */
  synchronized boolean isGivenUp() {
    return stage == Stage.GIVEN_UP;
  }

  private void carryOut(GuardedTool tool, Attempt attempt) {
    if (!enter()) {
      return;
    }
    ToolResult outcome;
    try {
      outcome = tool.call(attempt, this);
    } catch (Throwable unexpected) {
      // Whatever it is, an engine that waits for ever would be worse.
      outcome = tool.broken(unexpected);
    }
    boolean first = leave();
    // A flag that the tool has left set is not for those who hear of the result.
    Thread.interrupted();
    if (first) {
      settle(outcome);
    }
  }

  private synchronized boolean enter() {
    if (stage == Stage.GIVEN_UP) {
      leaked.decrementAndGet();
      return false;
    }
    stage = Stage.INSIDE;
    thread = Thread.currentThread();
    return true;
  }

  /** Returns whether the result is the tool's to set. */
  private synchronized boolean leave() {
    thread = null;
    if (stage == Stage.GIVEN_UP) {
      leaked.decrementAndGet();
      return false;
    }
    stage = Stage.OVER;
    return true;
  }

  private void giveUp(ToolResult because) {
    synchronized (this) {
      if (stage == Stage.OVER || stage == Stage.GIVEN_UP) {
        return;
      }
      stage = Stage.GIVEN_UP;
      leaked.incrementAndGet();
      if (thread != null) {
        thread.interrupt();
      }
    }
    settle(because);
  }

  /** Once: by whoever has moved the stage. */
  private void settle(ToolResult outcome) {
    Alarm set = alarm;
    if (set != null) {
      set.callOff();
    }
    whenOver.accept(this);
    result.complete(outcome);
  }

  /** An alarm must not be held up by what depends on the result. */
  private static void executeOrRun(Executor workers, Runnable work) {
    try {
      workers.execute(work);
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      work.run();
    }
  }

  private enum Stage {
    /** For its thread. */
    WAITING,
    INSIDE,
    /** The thread counts as leaked until the tool lets go of it. */
    GIVEN_UP,
    OVER
  }
}
