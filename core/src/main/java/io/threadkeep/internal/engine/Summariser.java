package io.threadkeep.internal.engine;

import io.threadkeep.context.WindowManifest.SummaryUse;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.run.Run;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has summaries made behind runs that wanted them: a few at a time, one of a thread at once. What
 * comes when too many wait is dropped, and what fails is let be: the thread's next run asks again.
 * Nobody waits for any of it.
 */
final class Summariser implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Summariser.class);
  private static final int AT_ONCE = 2;
  private static final int MOST_WAITING = 200;
  private static final Duration LAST_CALLS = Duration.ofSeconds(5);

  /** A thread whose windows begin behind {@code upTo}. */
  record Job(Scope owner, ThreadId thread, AssistantId assistant, String model, long upTo) {}

  private final SummaryWriter writer;
  private final ExecutorService threads;

  /** Guarded by {@code this}, as is all that follows. */
  private final Deque<Job> waiting = new ArrayDeque<>();

  private final Set<ThreadId> asked = new HashSet<>();
  private final Set<ThreadId> failed = new HashSet<>();
  private int working;
  private boolean closed;

  Summariser(SummaryWriter writer, ExecutorService threads) {
    this.writer = writer;
    this.threads = threads;
  }

  /** Takes note that a window of {@code run}, which has ended, could do with a newer summary. */
  void ask(Run run, SummaryUse use) {
    if (use.wantedTo() - use.to() < SummaryWriter.FEWEST_MESSAGES) {
      return;
    }
    synchronized (this) {
      if (closed || waiting.size() >= MOST_WAITING || !asked.add(run.threadId())) {
        return;
      }
      waiting.add(
          new Job(
              run.owner(), run.threadId(), run.spec().assistantId(), use.model(), use.wantedTo()));
      if (working >= AT_ONCE) {
        return;
      }
      working++;
    }
    try {
      threads.execute(this::work);
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      LOG.debug("no thread makes summaries", e);
      synchronized (this) {
        working--;
      }
    }
  }

  private void work() {
    for (Job job = next(); job != null; job = next()) {
      try {
        writer.bringUpToDate(job);
        succeeded(job);
      } catch (RuntimeException | Error e) {
        failed(job, e);
      } finally {
        isDone(job);
      }
    }
  }

  private synchronized @Nullable Job next() {
    Job next = closed ? null : waiting.poll();
    if (next == null) {
      working--;
    }
    return next;
  }

  private synchronized void isDone(Job job) {
    asked.remove(job.thread());
  }

  private synchronized void succeeded(Job job) {
    failed.remove(job.thread());
  }

  /** Told once for a thread: its runs go on asking, and are none the worse for it. */
  private synchronized void failed(Job job, Throwable e) {
    if (failed.size() > MOST_WAITING) {
      failed.clear();
    }
    if (!closed && failed.add(job.thread())) {
      LOG.warn(
          "{}: no summary was made by {}: {}; its next runs try again",
          job.thread(),
          job.model(),
          e.getClass().getSimpleName());
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      waiting.clear();
    }
    writer.stop();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LAST_CALLS.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("A call for a summary does not stop; it is left behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
