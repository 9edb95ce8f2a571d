package io.threadkeep.internal.worker;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;

/**
 * Where threads come from, and how they wait for each other: the JVM's own way is {@link
 * WorkerThreads}.
 */
public interface ThreadSource {

  /**
   * @param work what the threads do, as their names say it
   */
  ExecutorService newExecutor(String work);

  /** One on which a thread waits for what others, of this source or not, put in. */
  <T> BlockingQueue<T> newQueue();

  /** Has the calling thread wait for what others, of this source or not, complete. */
  <T> T await(CompletableFuture<T> future, Duration atMost)
      throws InterruptedException, ExecutionException, TimeoutException;
}
