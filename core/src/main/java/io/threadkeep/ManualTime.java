package io.threadkeep;

import io.threadkeep.internal.engine.EngineTime;
import io.threadkeep.internal.time.Alarms.Alarm;
import io.threadkeep.internal.time.SystemTime;
import io.threadkeep.limit.Checks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until it is told to go on: for tests of delays, time-outs and expiry that
 * wait for nothing. A store that is to agree is given the same one as its clock.
 *
 * <p>What is due on the way happens on the thread that lets time pass, in the order of its
 * instants. Safe for use by many threads; what several let pass at once adds up.
 */
public final class ManualTime implements InstantSource {
  private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final Instant start;
  private final List<BooleanSupplier> watchers = new CopyOnWriteArrayList<>();

  /** Guarded by {@code this}, as is all below. */
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(Comparator.comparingLong(Pending::at).thenComparingLong(Pending::number));

  private long nanos;
  private long alarmsSet;

  /** Begins at the same instant in every test: the beginning of 2026, UTC. */
  public ManualTime() {
    this(BEGINNING);
  }

  public ManualTime(Instant start) {
    this.start = start;
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanos());
  }

  /**
   * Lets {@code time} pass. Runs whose time is up meanwhile expire, leases run out, gates open; no
   * waiting run is begun, which is for the {@link ManualWorker}. What has no alarm of its own, such
   * as expiry, leases and gates, is looked at once, when all of {@code time} has passed: to see it
   * on the way, let time pass in smaller steps.
   */
  public void advance(Duration time) {
    boolean unused = advanceUntil(() -> false, time);
  }

  /**
   * Lets time pass until {@code goal} holds, which is asked whenever something has happened, or
   * until {@code atMost} has passed.
   *
   * @return whether it holds
   */
  public boolean advanceUntil(BooleanSupplier goal, Duration atMost) {
    long until = nanos() + Checks.range("time", atMost, Duration.ZERO, LONGEST).toNanos();
    boolean arrived = false;
    while (!arrived && !goal.getAsBoolean()) {
      Pending due = next(until);
      if (due != null) {
        due.ring().run();
      }
      arrived = due == null;
    }
    // Not called within removeIf: a watcher may let time pass, or bring another one in.
    watchers.removeAll(watchers.stream().filter(watcher -> !watcher.getAsBoolean()).toList());
    return goal.getAsBoolean();
  }

  /** This time, as an engine knows it: who waits on it lets it pass. */
  EngineTime engineTime() {
    return new EngineTime(SystemTime.toMicros(this), this::nanos, this::pause, this::set);
  }

  /** Has {@code watcher} called behind each time that has passed, for as long as it says true. */
  void watchedBy(BooleanSupplier watcher) {
    watchers.add(watcher);
  }

  synchronized long nanos() {
    return nanos;
  }

  synchronized Alarm set(Duration after, Runnable ring) {
    Pending alarm = new Pending(nanos + after.toNanos(), alarmsSet++, ring);
    pending.add(alarm);
    return () -> callOff(alarm);
  }

  private void pause(Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    advance(time);
  }

  /** Moves on to what is due next, but no further than {@code until}. */
  private synchronized @Nullable Pending next(long until) {
    Pending first = pending.peek();
    boolean due = first != null && first.at() <= until;
    // Whoever was called on the way may have moved on by itself.
    nanos = Math.max(nanos, due && first != null ? first.at() : until);
    return due ? pending.remove() : null;
  }

  private synchronized void callOff(Pending alarm) {
    pending.remove(alarm);
  }

  /**
   * @param number keeps those in order that are due at the same instant
   */
  private record Pending(long at, long number, Runnable ring) {}
}
