package io.threadkeep.internal.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * No threads: each piece of work is done by whoever gives it, before it has given it. So whatever a
 * thread takes from a queue is in it already, and whoever waits has to do the work meanwhile.
 */
public final class CallersThread implements ThreadSource {
  private final Meanwhile meanwhile;

  public CallersThread(Meanwhile meanwhile) {
    this.meanwhile = meanwhile;
  }

  /** What a thread does that has to wait. */
  @FunctionalInterface
  public interface Meanwhile {

    /** Comes back when {@code over} holds, or when the time is over. */
    void work(BooleanSupplier over, Duration atMost);
  }

  @Override
  public ExecutorService newExecutor(String work) {
    return new InPlace();
  }

  @Override
  public <T> BlockingQueue<T> newQueue() {
    return new LinkedBlockingQueue<>();
  }

  @Override
  public <T> T await(CompletableFuture<T> future, Duration atMost)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    meanwhile.work(future::isDone, atMost);
    return future.get(0, TimeUnit.NANOSECONDS);
  }

  private static final class InPlace extends AbstractExecutorService {
    private volatile boolean closed;

    @Override
    public void execute(Runnable task) {
      if (closed) {
        throw new RejectedExecutionException("closed");
      }
      task.run();
    }

    @Override
    public void shutdown() {
      closed = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      shutdown();
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return closed;
    }

    @Override
    public boolean isTerminated() {
      return closed;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return closed;
    }
  }
}
