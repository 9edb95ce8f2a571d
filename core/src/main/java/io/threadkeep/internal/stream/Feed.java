package io.threadkeep.internal.stream;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.event.EventBody;
import io.threadkeep.event.ListeningEndedException;
import io.threadkeep.event.RunEvent;
import io.threadkeep.id.RunId;
import io.threadkeep.internal.time.Alarms.Alarm;
import io.threadkeep.internal.time.Durations;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.StoredEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener's way through the events of a run, by the rules of Reactive Streams.
 *
 * <p>Whoever has news for it calls {@link #wake}. The first of those who call has it {@link #work}
 * on a thread of the pool; it works until all calls are worked off, so that signals never overlap.
 */
final class Feed implements Flow.Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
  private static final Duration FIRST_POLL = Duration.ofMillis(100);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(1);

  private final RunId run;
  private final EventSource source;
  private final Feeds feeds;

  /** Calls that are not worked off; more than none from the beginning until {@link #begin}. */
  private final AtomicInteger calls = new AtomicInteger(1);

  private final AtomicLong demand = new AtomicLong();
  private volatile @Nullable Throwable failure;

  /** As it has ended, if it can be read no more. */
  private volatile @Nullable Run gone;

  private volatile boolean closed;
  private volatile boolean cancelled;

  // From here on: touched by whoever works, alone.
  private Flow.@Nullable Subscriber<? super RunEvent> listener;
  private final Queue<RunEvent> read = new ArrayDeque<>();

  /** The sequence up to which events have been read, and up to which they have been handed on. */
  private long cursor;

  private long handedOn;
  private boolean hasReadAll;

  /** Whether the run was not found at the last look. */
  private boolean missed;

  private Duration poll = FIRST_POLL;
  private @Nullable Alarm alarm;

  Feed(RunId run, EventSource source, long after, Feeds feeds) {
    this.run = run;
    this.source = source;
    this.cursor = after;
    this.handedOn = after;
    this.feeds = feeds;
  }

  RunId run() {
    return run;
  }

  /** Hands itself to the listener, and is then open to calls. */
  void begin(Flow.Subscriber<? super RunEvent> to) {
    listener = to;
    try {
      to.onSubscribe(this);
    } catch (RuntimeException | Error e) {
      cancelled = true;
      throw e;
    } finally {
      feeds.execute(this::work);
    }
  }

  @Override
  public void request(long n) {
    if (n <= 0) {
      failure =
          new IllegalArgumentException(
              "A listener asked for " + n + " events; it must ask for at least one.");
    } else {
      demand.accumulateAndGet(n, (some, more) -> some + more < 0 ? Long.MAX_VALUE : some + more);
    }
    wake();
  }

  @Override
  public void cancel() {
    cancelled = true;
    wake();
  }

  /** There is nothing to read from any more. */
  void close() {
    closed = true;
    wake();
  }

  /** The run is gone, and this is how it has ended. */
  void endWith(Run ended) {
    gone = ended;
    wake();
  }

  void wake() {
    if (calls.getAndIncrement() == 0) {
      feeds.execute(this::work);
    }
  }

  private void work() {
    int workedOff;
    do {
      workedOff = calls.get();
      Flow.Subscriber<? super RunEvent> to = listener;
      if (to != null) {
        try {
          handOn(to);
        } catch (RuntimeException | Error e) {
          end();
          LOG.warn("{}: a listener has failed, and hears nothing more", run, e);
        }
      }
    } while (calls.addAndGet(-workedOff) != 0);
  }

  /** Goes on for as long as there is something to hand on and somebody who wants it. */
  private void handOn(Flow.Subscriber<? super RunEvent> to) {
    while (!cancelled && failure == null && !closed) {
      RunEvent next = read.peek();
      if (next == null && hasReadAll) {
        end();
        to.onComplete();
        return;
      } else if (demand.get() == 0 || (next == null && !readOn())) {
        return;
      } else if (next != null) {
        read.remove();
        handedOn = next.sequence();
        demand.updateAndGet(n -> n == Long.MAX_VALUE ? n : n - 1);
        to.onNext(next);
      }
    }
    end();
    Throwable reason = failure;
    if (!cancelled) {
      // What a store says that is being closed is of no use to anybody.
      to.onError(closed || reason == null ? new ListeningEndedException(run, handedOn) : reason);
    }
  }

  /** Whether there is something to hand on, or to end with. */
  private boolean readOn() {
    StoredEvents stored;
    try {
      stored = source.after(cursor);
      missed = false;
    } catch (NotFoundException e) {
      return isGone(e);
    } catch (RuntimeException | Error e) {
      failure = e;
      return true;
    }
    long before = cursor;
    for (RunEvent event : stored.events()) {
      read.add(event);
      cursor = event.sequence();
    }
    hasReadAll =
        stored.status().isFinal() && (stored.events().isEmpty() || cursor >= stored.last());
    if (hasReadAll && stored.last() + 1 > before) {
      readEnd(stored.last() + 1, stored.endedAt(), stored.status());
    }
    if (stored.events().isEmpty() && !hasReadAll) {
      lookAgainLater();
      return false;
    }
    poll = FIRST_POLL;
    return true;
  }

  /** As {@link #readOn}, of a run that was there and is not found. */
  private boolean isGone(NotFoundException e) {
    Run ended = gone;
    if (ended != null) {
      hasReadAll = true;
      readEnd(cursor + 1, ended.times().endedAt(), ended.status());
    } else if (missed) {
      failure = e;
    } else {
      // Whoever has deleted its thread here is about to say so.
      missed = true;
      poll = FIRST_POLL;
      lookAgainLater();
      return false;
    }
    return true;
  }

  private void readEnd(long sequence, @Nullable Instant at, RunStatus status) {
    read.add(
        new RunEvent(
            run,
            sequence,
            Objects.requireNonNull(at, "the end of a run that has ended"),
            new EventBody.RunEnded(status)));
  }

  /** Another JVM may be at work on the run, and does not call. */
  private void lookAgainLater() {
    if (alarm != null) {
      alarm.callOff();
    }
    alarm = feeds.alarm(poll, this::wake);
    poll = Durations.shorter(poll.multipliedBy(2), LONGEST_POLL);
  }

  /** Refers to the listener no longer. */
  private void end() {
    listener = null;
    read.clear();
    if (alarm != null) {
      alarm.callOff();
    }
    feeds.remove(this);
  }
}
