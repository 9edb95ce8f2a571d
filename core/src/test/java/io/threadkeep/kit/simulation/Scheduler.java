package io.threadkeep.kit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Lets one activity run at a time, in the order of virtual time and, where that is the same, of the
 * seed. Whoever gives way hands over to the next one itself; all state here is that one's.
 */
final class Scheduler {
  private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  /** By the machine's own clock: something blocks that the simulation does not know of. */
  private static final long STUCK_SECONDS = 120;

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          body -> {
            Thread thread = new Thread(body, "simulated");
            thread.setDaemon(true);
            return thread;
          });

  private final RandomGenerator random;
  private final Consumer<Throwable> unexpected;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Set<Activity> alive = new LinkedHashSet<>();
  private final Semaphore returned = new Semaphore(0);
  private final Host outside = new Host("outside");
  private long nowMicros;
  private long untilMicros;
  private BooleanSupplier enough = () -> true;
  private @Nullable Activity current;

  /**
   * @param unexpected told of what an activity throws that is no crash
   */
  Scheduler(RandomGenerator random, Consumer<Throwable> unexpected) {
    this.random = random;
    this.unexpected = unexpected;
  }

  long micros() {
    return nowMicros;
  }

  Instant instant() {
    return BEGINNING.plusNanos(nowMicros * 1_000);
  }

  /** Where those are who are in no process: clients, and the weather. */
  Host outside() {
    return outside;
  }

  Activity current() {
    return Objects.requireNonNull(current, "Only an activity may do this.");
  }

  void start(Host host, String name, Duration after, Runnable body) {
    Activity activity = new Activity(host, name);
    alive.add(activity);
    wakeAfter(activity, after);
    THREADS.execute(
        () -> {
          activity.awaitTurn();
          Thread.interrupted();
          try {
            if (!activity.host().isDead()) {
              body.run();
            }
          } catch (SimulatedCrash crash) {
            // That is all there is to it.
          } catch (RuntimeException | Error e) {
            unexpected.accept(e);
          }
          alive.remove(activity);
          handOver(next());
        });
  }

  /** Has {@code task}, which must not give way, done later, unless {@code host} is dead by then. */
  Event later(Host host, Duration after, Runnable task) {
    Event event = new Event(when(after), random.nextInt(), host, task);
    events.add(event);
    return event;
  }

  void callOff(Event event) {
    events.remove(event);
  }

  /** Gives way for {@code time}, or until woken. */
  void sleep(Duration time) {
    Activity self = current();
    requireAlive(self);
    wakeAfter(self, time);
    giveWay(self);
  }

  /** Gives way until woken. */
  void sleepUntilWoken() {
    Activity self = current();
    requireAlive(self);
    self.newTurn();
    giveWay(self);
  }

  void wake(Activity activity) {
    if (activity != current && alive.contains(activity)) {
      wakeAfter(activity, Duration.ZERO);
    }
  }

  /** Does {@code work} in {@code host}, whose crash and whose frozen times are then this one's. */
  <T> T within(Host host, Supplier<T> work) {
    Activity self = current();
    Host own = self.host();
    self.enter(host);
    try {
      return work.get();
    } finally {
      self.enter(own);
    }
  }

  /** Ends all activities of {@code host}, each at its next step. */
  void crash(Host host) {
    host.die();
    List.copyOf(alive).stream().filter(one -> one.host() == host).forEach(this::wake);
  }

  /** From outside: lets everything run until {@code goal} holds or the time is over. */
  boolean run(BooleanSupplier goal, Duration atMost) {
    enough = goal;
    untilMicros = when(atMost);
    Activity first = next();
    if (first != null) {
      first.goOn();
      try {
        if (!returned.tryAcquire(STUCK_SECONDS, TimeUnit.SECONDS)) {
          throw new IllegalStateException(current + " blocks in a way that is not simulated.");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted in the middle of a simulation.", e);
      }
    }
    return goal.getAsBoolean();
  }

  /** From outside: ends every activity that is left, so that no thread stays behind. */
  void end() {
    List.copyOf(alive).forEach(activity -> crash(activity.host()));
    // Those who are in a process for the time of a call come back to it.
    crash(outside);
    if (!run(alive::isEmpty, Duration.ofHours(1))) {
      throw new IllegalStateException("These live on after their process: " + alive);
    }
  }

  private void giveWay(Activity self) {
    Activity next = next();
    if (next != self) {
      handOver(next);
      self.awaitTurn();
    }
    requireAlive(self);
  }

  private void handOver(@Nullable Activity next) {
    if (next == null) {
      returned.release();
    } else {
      next.goOn();
    }
  }

  /** Who is next; nobody if it is time to return to the outside. */
  private @Nullable Activity next() {
    current = null;
    while (!enough.getAsBoolean() && !events.isEmpty() && events.peek().at() <= untilMicros) {
      Event event = events.remove();
      nowMicros = Math.max(nowMicros, event.at());
      Host host = event.host();
      if (host.frozenUntil() > nowMicros && !host.isDead()) {
        events.add(event.putOffTo(host.frozenUntil()));
      } else if (event.begin()) {
        current = event.activity();
        return current;
      }
    }
    return null;
  }

  private void wakeAfter(Activity activity, Duration time) {
    events.add(
        new Event(when(time), random.nextInt(), activity.host(), activity, activity.newTurn()));
  }

  private long when(Duration after) {
    return nowMicros + after.toNanos() / 1_000;
  }

  private static void requireAlive(Activity self) {
    if (self.host().isDead()) {
      throw new SimulatedCrash();
    }
  }
}
