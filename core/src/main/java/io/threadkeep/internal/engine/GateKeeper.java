package io.threadkeep.internal.engine;

import io.threadkeep.error.Retryable;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.internal.time.Durations;
import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.internal.time.Pause;
import io.threadkeep.options.Backoff;
import io.threadkeep.run.Usage;
import io.threadkeep.store.GateLimit;
import io.threadkeep.store.ModelGates;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.RateLimitedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that this JVM calls no model that it is not to call yet.
 *
 * <p>Which gates are closed is remembered here, so that a model without a limit costs no look at
 * the store: this JVM's own rate limits are known at once, those of others after {@link #refresh}.
 * What a limit allows is asked of the store before every call. When a gate opens, the store says.
 */
final class GateKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(GateKeeper.class);

  /** For how long a worker waits in its slot; beyond, the run is better off in the queue. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  /**
   * For how long a spent allowance closes the gate at most: meanwhile it may be given back, and a
   * smaller call than the one that found it spent may do with less.
   */
  static final Duration LONGEST_PARK = Duration.ofSeconds(5);

  /** How long a wait goes on without a look at whether it is still wanted. */
  private static final Duration SLICE = Duration.ofMillis(50);

  private static final Duration SHORTEST = Duration.ofMillis(1);

  /** What the keeper takes of the engine's parts. */
  record Time(MonotonicClock monotonic, Pause pause, RandomGenerator random) {}

  private final Map<String, ClosedGate> closed = new ConcurrentHashMap<>();
  private final ModelGates gates;
  private final Map<String, GateLimit> limits;
  private final Backoff backoff;
  private final Time time;
  private final Listeners listeners;

  GateKeeper(
      ModelGates gates,
      Map<String, GateLimit> limits,
      Backoff backoff,
      Time time,
      Listeners listeners) {
    this.gates = gates;
    this.limits = limits;
    this.backoff = backoff;
    this.time = time;
    this.listeners = listeners;
  }

  /** Whether it is known here, without a look at the store, that the model is not to be called. */
  boolean isClosed(String model) {
    return !left(closed.get(model)).isZero();
  }

  /** The models that are known here not to be called yet, and for how long. */
  Map<String, Duration> closed() {
    Map<String, Duration> left = new HashMap<>();
    closed.forEach((model, gate) -> left.put(model, left(gate)));
    left.values().removeIf(Duration::isZero);
    return left;
  }

  /** Learns which gates others have closed, and which have opened. */
  void refresh() {
    long asked = time.monotonic().nanos();
    Map<String, Duration> found = gates.closed();
    closed.replaceAll((model, gate) -> found.containsKey(model) ? gate : gate.open(asked));
    found.forEach(
        (model, delay) -> closed.merge(model, ClosedGate.found(asked, delay), ClosedGate::andThen));
  }

  /** Learns that a run of {@code model} was claimed, which its gate must have been open for. */
  void claimed(String model, long askedNanos) {
    closed.computeIfPresent(model, (same, gate) -> gate.open(askedNanos));
  }

  /**
   * Asks for one call; waits a moment if that is enough.
   *
   * @param tokens about how many it will use
   * @param stopped ends the wait early
   * @return zero if the call may be made; else after what time to ask again
   */
  Duration enter(String model, long tokens, BooleanSupplier stopped) {
    Duration patience = PATIENCE;
    Duration wait = tryEnter(model, tokens);
    while (!wait.isZero() && wait.compareTo(patience) <= 0 && waited(wait, stopped)) {
      patience = patience.minus(Durations.longer(wait, SHORTEST));
      wait = tryEnter(model, tokens);
    }
    if (wait.compareTo(PATIENCE) > 0 && !isClosed(model)) {
      wait = Durations.shorter(wait, LONGEST_PARK);
      exhausted(model, wait);
    }
    return wait;
  }

  /**
   * Makes a call that was let in, and learns from how it ends.
   *
   * @param estimated the tokens that it was let in with
   */
  ModelReply through(String model, long estimated, Supplier<ModelReply> call) {
    try {
      ModelReply reply = call.get();
      answered(model, estimated, reply.usage());
      return reply;
    } catch (RateLimitedException e) {
      limited(model, e.retryAfter());
      throw e;
    } catch (ModelException e) {
      if (!(e instanceof Retryable || e instanceof CallCancelledException)) {
        // Refused: nothing was used.
        settle(model, estimated, 0);
      }
      throw e;
    }
  }

  /** A call that was let in is not made after all: nothing was used. */
  void notCalled(String model, long estimated) {
    settle(model, estimated, 0);
  }

  private Duration tryEnter(String model, long tokens) {
    Duration left = left(closed.get(model));
    GateLimit limit = limits.get(model);
    return limit == null || !left.isZero() ? left : gates.enter(model, limit, asked(limit, tokens));
  }

  /** The provider is well, and what it used is known. */
  private void answered(String model, long estimated, Usage used) {
    closed.computeIfPresent(model, (same, gate) -> left(gate).isZero() ? null : gate);
    settle(model, estimated, used.totalTokens());
  }

  private void settle(String model, long estimated, long used) {
    GateLimit limit = limits.get(model);
    long more = limit == null ? 0 : used - asked(limit, estimated);
    if (limit != null && limit.tokensPerMinute() > 0 && more != 0) {
      tell("settle", model, () -> gates.settle(model, limit, more));
    }
  }

  /** A minute's at most: what an answer could come to is nobody's debt before it has. */
  private static long asked(GateLimit limit, long tokens) {
    return Math.min(tokens, limit.tokensPerMinute());
  }

  /** Others would wait too: the queue is to hand out no run of this model for a moment. */
  private void exhausted(String model, Duration wait) {
    closed.merge(model, ClosedGate.found(time.monotonic().nanos(), wait), ClosedGate::andThen);
    tell("close", model, () -> gates.close(model, wait));
    listeners.tell(listener -> listener.gateClosed(model, wait));
  }

  /** The provider asks to wait: nobody calls the model for a time. */
  private void limited(String model, Duration asked) {
    Duration delay = left(closed.compute(model, (same, gate) -> limited(gate, asked)));
    LOG.info("The provider of {} asks to wait: it is left alone for {}", model, delay);
    tell(
        "close",
        model,
        () -> {
          gates.close(model, delay);
          long now = time.monotonic().nanos();
          closed.computeIfPresent(model, (same, gate) -> gate.stored(now));
        });
    listeners.tell(listener -> listener.gateClosed(model, delay));
  }

  private ClosedGate limited(@Nullable ClosedGate was, Duration asked) {
    boolean shut = !left(was).isZero();
    // Calls that were under way when the gate was closed tell nothing new.
    int times = (was == null ? 0 : was.times()) + (shut ? 0 : 1);
    Duration delay = backoff.delay(Math.max(1, times), asked, time.random());
    ClosedGate next = ClosedGate.limited(time.monotonic().nanos(), delay, times);
    return shut && was != null ? was.andThen(next) : next;
  }

  private Duration left(@Nullable ClosedGate gate) {
    return gate == null ? Duration.ZERO : gate.left(time.monotonic().nanos());
  }

  /** Whether all of {@code wait} has gone by. */
  private boolean waited(Duration wait, BooleanSupplier stopped) {
    Duration left = Durations.longer(wait, SHORTEST);
    while (!left.isNegative() && !left.isZero()) {
      if (stopped.getAsBoolean()) {
        return false;
      }
      Duration slice = Durations.shorter(left, SLICE);
      try {
        time.pause().pause(slice);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      left = left.minus(slice);
    }
    return true;
  }

  /** What a call has come to matters more than its trace in the store. */
  private static void tell(String what, String model, Runnable work) {
    try {
      work.run();
    } catch (ThreadkeepException e) {
      LOG.warn("Could not {} the gate of {}: {}", what, model, e.getMessage());
    }
  }
}
