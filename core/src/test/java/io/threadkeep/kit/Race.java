package io.threadkeep.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Starts several calls at the same moment, each on its own thread, and tells how each ended. */
public final class Race {
  private static final long SECONDS = 60;

  private Race() {}

  /** How one call ended: with a value or with an error. */
  public record Finish<T>(@Nullable T value, @Nullable Throwable error) {

    /** The value of a call that was not to fail. */
    public T get() {
      if (value == null) {
        throw new AssertionError("A call of the race failed.", error);
      }
      return value;
    }
  }

  public static <T> List<Finish<T>> between(Callable<T> left, Callable<T> right) {
    return among(List.of(left, right));
  }

  public static <T> List<Finish<T>> among(List<Callable<T>> calls) {
    CyclicBarrier start = new CyclicBarrier(calls.size());
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    try {
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> call : calls) {
        running.add(
            threads.submit(
                () -> {
                  start.await(SECONDS, TimeUnit.SECONDS);
                  return call.call();
                }));
      }
      List<Finish<T>> finishes = new ArrayList<>();
      for (Future<T> future : running) {
        finishes.add(finish(future));
      }
      return finishes;
    } finally {
      threads.shutdownNow();
    }
  }

  /** The values of calls of which none was to fail. */
  public static <T> List<T> values(List<Finish<T>> finishes) {
    return finishes.stream().map(Finish::get).toList();
  }

  private static <T> Finish<T> finish(Future<T> future) {
    try {
      return new Finish<>(future.get(SECONDS, TimeUnit.SECONDS), null);
    } catch (ExecutionException e) {
      return new Finish<>(null, e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("A call of the race did not end in " + SECONDS + " s.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("The race was interrupted.", e);
    }
  }
}
