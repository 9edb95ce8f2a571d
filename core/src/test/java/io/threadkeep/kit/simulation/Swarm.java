package io.threadkeep.kit.simulation;

import io.threadkeep.budget.Budget;
import io.threadkeep.budget.BudgetPeriod;
import io.threadkeep.budget.BudgetSubject;
import io.threadkeep.options.Backoff;
import io.threadkeep.options.CostOptions;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.GateOptions;
import io.threadkeep.options.QueueOptions;
import io.threadkeep.options.RunLimits;
import io.threadkeep.options.WorkerOptions;
import io.threadkeep.store.GateLimit;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What kind of world a seed makes. Rates are drawn too, each often zero: faults that come together
 * all the time hide what one of them does alone.
 *
 * @param rate of what goes wrong, by kind
 */
record Swarm(
    int processes, int threads, int runsPerThread, EngineOptions options, Rates rate, int poison) {
  static final Duration LEASE = Duration.ofSeconds(9);
  static final Duration RUN_TIME = Duration.ofSeconds(90);

  /**
   * @param crash of processes, as are {@code freeze} and {@code cutOff}: how many in a minute
   * @param refused of storage operations, in percent, as is {@code unknown} of writes
   * @param model of model calls that fail in some way, in percent
   * @param tool of tool calls that fail in some way, in percent
   * @param cancel of runs that are cancelled, and of runs that interrupt others, in percent
   */
  record Rates(
      int crash,
      int freeze,
      int cutOff,
      int refused,
      int unknown,
      int model,
      int tool,
      int cancel) {
    static final Rates NONE = new Rates(0, 0, 0, 0, 0, 0, 0, 0);
  }

  static Swarm drawn(RandomGenerator random) {
    return new Swarm(
        1 + random.nextInt(3),
        1 + random.nextInt(3),
        2 + random.nextInt(4),
        options(1 + random.nextInt(3), 2 + random.nextInt(3))
            .gates(gates(random))
            .cost(cost(random))
            .queue(queue(random)),
        new Rates(
            some(random, 10),
            some(random, 16),
            some(random, 8),
            some(random, 12),
            some(random, 15),
            some(random, 25),
            some(random, 25),
            some(random, 40)),
        some(random, 15));
  }

  /** One in which nothing goes wrong and nobody changes their mind. */
  Swarm unharmed() {
    return new Swarm(processes, threads, runsPerThread, options, Rates.NONE, 0);
  }

  /** Narrow enough to be full at times. */
  private static QueueOptions queue(RandomGenerator random) {
    return QueueOptions.defaults()
        .maxQueued(2 + random.nextInt(6))
        .maxQueuedPerUser(1 + random.nextInt(4))
        .maxRunningPerUser(random.nextInt(4) == 0 ? 1 : 0)
        .weights(scope -> "user-1".equals(scope.user()) ? 3 : 1);
  }

  private static EngineOptions options(int slots, int maxAttempts) {
    WorkerOptions workers =
        WorkerOptions.defaults().slots(slots).lease(LEASE).poll(Duration.ofSeconds(1));
    RunLimits limits =
        RunLimits.defaults()
            .expiresAfter(RUN_TIME)
            .modelTimeout(Duration.ofSeconds(8))
            .maxAttempts(maxAttempts)
            .backoff(new Backoff(Duration.ofMillis(500), Duration.ofSeconds(2), 10));
    return EngineOptions.defaults().workers(workers).limits(limits);
  }

  /** Mostly none; else so tight that runs have to wait. */
  private static GateOptions gates(RandomGenerator random) {
    return random.nextInt(4) > 0
        ? GateOptions.none()
        : GateOptions.none()
            .limit(
                ScriptedModel.MODEL, new GateLimit(20 + random.nextInt(60), some(random, 20_000)));
  }

  /** Mostly no budget; else one that may be used up. An answer is never longer than is reserved. */
  private static CostOptions cost(RandomGenerator random) {
    return random.nextInt(3) > 0
        ? CostOptions.none()
        : CostOptions.none()
            .answerTokens(200)
            .budgets(
                Budget.tokens(
                    "all",
                    BudgetSubject.TENANT,
                    BudgetPeriod.EVER,
                    1_000 + random.nextInt(20_000)));
  }

  private static int some(RandomGenerator random, int atMost) {
    return random.nextBoolean() ? random.nextInt(atMost + 1) : 0;
  }
}
