package io.threadkeep.kit.simulation;

import io.threadkeep.internal.worker.ThreadSource;
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
import org.jspecify.annotations.Nullable;

/** Gives a process activities for threads. */
final class HostThreads implements ThreadSource {
  private static final Duration GLANCE = Duration.ofMillis(10);

  private final Scheduler scheduler;
  private final Host host;

  HostThreads(Scheduler scheduler, Host host) {
    this.scheduler = scheduler;
    this.host = host;
  }

  @Override
  public ExecutorService newExecutor(String work) {
    return new Activities(work);
  }

  @Override
  public <T> BlockingQueue<T> newQueue() {
    return new ParkingQueue<>(scheduler);
  }

  @Override
  public <T> T await(CompletableFuture<T> future, Duration atMost)
      throws InterruptedException, ExecutionException, TimeoutException {
    long until = scheduler.micros() + atMost.toNanos() / 1_000;
    while (!future.isDone() && scheduler.micros() < until) {
      scheduler.sleep(GLANCE);
    }
    return future.get(0, TimeUnit.NANOSECONDS);
  }

  private final class Activities extends AbstractExecutorService {
    private final String work;
    private boolean closed;

    Activities(String work) {
      this.work = work;
    }

    @Override
    public void execute(Runnable task) {
      if (closed) {
        throw new RejectedExecutionException("closed");
      }
      scheduler.start(host, work, Duration.ZERO, task);
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

  /** One whose taker gives way while it is empty. */
  private static final class ParkingQueue<T> extends LinkedBlockingQueue<T> {
    private static final long serialVersionUID = 1L;
    private final transient Scheduler scheduler;
    private transient @Nullable Activity taker;

    ParkingQueue(Scheduler scheduler) {
      this.scheduler = scheduler;
    }

    @Override
    public boolean offer(T element) {
      boolean added = super.offer(element);
      if (taker != null) {
        scheduler.wake(taker);
      }
      return added;
    }

    @Override
    public T take() {
      T head = poll();
      while (head == null) {
        taker = scheduler.current();
        scheduler.sleepUntilWoken();
        taker = null;
        head = poll();
      }
      return head;
    }
  }
}
