package io.threadkeep.internal.stream;

import io.threadkeep.event.RunEvent;
import io.threadkeep.id.RunId;
import io.threadkeep.internal.time.Alarms;
import io.threadkeep.internal.time.Alarms.Alarm;
import io.threadkeep.run.Run;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Everybody who listens here, and the threads on which they hear. */
final class Feeds implements AutoCloseable {
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);
  private static final Duration NEXT_TRY = Duration.ofSeconds(1);

  private final ExecutorService threads;
  private final Alarms alarms;

  /** Guarded by {@code this}. */
  private final Map<RunId, Set<Feed>> open = new HashMap<>();

  /** Guarded by {@code this}. */
  private boolean closed;

  Feeds(ExecutorService threads, Alarms alarms) {
    this.threads = threads;
    this.alarms = alarms;
  }

  /** Tells {@code listener} what comes after {@code sequence}. */
  void listen(
      RunId run, EventSource source, long sequence, Flow.Subscriber<? super RunEvent> listener) {
    Feed feed = new Feed(run, source, sequence, this);
    if (!add(feed)) {
      feed.close();
    }
    feed.begin(listener);
  }

  /** Has those read on who listen to {@code run}. */
  void wake(RunId run) {
    listenersTo(run).forEach(Feed::wake);
  }

  /** Tells those who listen to {@code run} how it has ended, which they can read nowhere. */
  void end(Run run) {
    listenersTo(run.id()).forEach(feed -> feed.endWith(run));
  }

  void execute(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      // Closed: it only says so.
      work.run();
    } catch (OutOfMemoryError noThread) {
      Alarm unused = alarms.set(NEXT_TRY, () -> execute(work));
    }
  }

  Alarm alarm(Duration after, Runnable ring) {
    return alarms.set(after, ring);
  }

  synchronized void remove(Feed feed) {
    Set<Feed> others = open.get(feed.run());
    if (others != null && others.remove(feed) && others.isEmpty()) {
      open.remove(feed.run());
    }
  }

  /** Tells everybody that it is over; whoever does not take notice in time is not waited for. */
  @Override
  public void close() {
    closeAll().forEach(Feed::close);
    threads.shutdown();
    try {
      boolean unused = threads.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean add(Feed feed) {
    if (!closed) {
      open.computeIfAbsent(feed.run(), run -> new HashSet<>()).add(feed);
    }
    return !closed;
  }

  private synchronized List<Feed> listenersTo(RunId run) {
    return List.copyOf(open.getOrDefault(run, Set.of()));
  }

  private synchronized List<Feed> closeAll() {
    closed = true;
    return open.values().stream().flatMap(Set::stream).toList();
  }
}
