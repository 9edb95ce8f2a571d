package io.threadkeep.internal.worker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thread for each piece of work under way: a virtual one where the JVM has them, a pooled daemon
 * otherwise.
 */
public final class WorkerThreads implements ThreadSource {

  @Override
  public ExecutorService newExecutor(String work) {
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
            Thread thread = new Thread(task, "threadkeep-" + work + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });
    }
  }

  @Override
  public <T> BlockingQueue<T> newQueue() {
    return new LinkedBlockingQueue<>();
  }

  @Override
  public <T> T await(CompletableFuture<T> future, Duration atMost)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(TimeUnit.NANOSECONDS.convert(atMost), TimeUnit.NANOSECONDS);
  }
}
