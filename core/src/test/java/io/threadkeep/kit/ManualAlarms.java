package io.threadkeep.kit;

import io.threadkeep.internal.time.Alarms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Alarms that ring on the thread that lets time pass. Safe for use by many threads. */
public final class ManualAlarms implements Alarms {
  private final List<Pending> pending = new ArrayList<>();
  private Duration now = Duration.ZERO;

  @Override
  public synchronized Alarm set(Duration after, Runnable ring) {
    Pending alarm = new Pending(now.plus(after), ring);
    pending.add(alarm);
    return () -> callOff(alarm);
  }

  /** Rings what is due, in the order in which it was set. */
  public void pass(Duration time) {
    due(time).forEach(alarm -> alarm.ring().run());
  }

  /** How many are set and have neither rung nor been called off. */
  public synchronized int pending() {
    return pending.size();
  }

  private synchronized List<Pending> due(Duration time) {
    now = now.plus(time);
    List<Pending> due = pending.stream().filter(alarm -> alarm.at().compareTo(now) <= 0).toList();
    pending.removeAll(due);
    return due;
  }

  private synchronized void callOff(Pending alarm) {
    pending.remove(alarm);
  }

  private record Pending(Duration at, Runnable ring) {}
}
