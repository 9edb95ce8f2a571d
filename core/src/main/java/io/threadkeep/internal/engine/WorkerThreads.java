package io.threadkeep.internal.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thread for each run under way: a virtual one where the JVM has them, a pooled daemon otherwise.
 */
final class WorkerThreads {

  private WorkerThreads() {}

  static ExecutorService newExecutor() {
    try {
      // Not on Java 17, which we compile for; there on 21 and later.
      return (ExecutorService)
          MethodHandles.publicLookup()
              .findStatic(
                  Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class))
              .invoke();
    } catch (Throwable noVirtualThreads) {
      AtomicInteger count = new AtomicInteger();
      return Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "threadkeep-run-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });
    }
  }
}
