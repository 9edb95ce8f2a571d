package io.threadkeep.kit;

import io.threadkeep.run.Run;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Someone who waits for a run, on a thread of its own, and surely does so already. */
record Waiting(CompletableFuture<Run> future) {

  static Waiting on(Supplier<Run> wait) {
    CompletableFuture<Run> future = new CompletableFuture<>();
    Thread thread = new Thread(() -> complete(future, wait), "waiting-for-a-run");
    thread.setDaemon(true);
    thread.start();
    Eventually.holds(
        () -> future.isDone() || isIn("io.threadkeep.internal.engine.RunWaits", thread));
    return new Waiting(future);
  }

  Run result() {
    return future.join();
  }

  /** Whether it waits there, rather than being on its way. */
  private static boolean isIn(String type, Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING
        && Arrays.stream(thread.getStackTrace())
            .anyMatch(
                frame ->
                    frame.getClassName().equals(type) && frame.getMethodName().equals("within"));
  }

  private static void complete(CompletableFuture<Run> future, Supplier<Run> wait) {
    try {
      future.complete(wait.get());
    } catch (RuntimeException | Error e) {
      future.completeExceptionally(e);
    }
  }
}
