package io.threadkeep.observe.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.threadkeep.budget.BudgetExceededException;
import io.threadkeep.observe.EngineListener;
import io.threadkeep.observe.EngineSample;
import io.threadkeep.observe.ModelCallReport;
import io.threadkeep.observe.ToolCallReport;
import io.threadkeep.observe.WorkerLoad;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.Usage;
import io.threadkeep.store.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps metrics in a host's registry: {@code foundations.observedBy(new
 * MicrometerListener(registry))}.
 *
 * <p>Timers: {@code threadkeep.runs} by status, {@code threadkeep.runs.wait}, {@code
 * threadkeep.model.calls} by model and outcome, {@code threadkeep.model.first.token} by model,
 * {@code threadkeep.tool.calls} by tool and outcome. Counters: {@code threadkeep.runs.submitted},
 * {@code threadkeep.runs.handed.back} by move, {@code threadkeep.leases.lost}, {@code
 * threadkeep.gates.closures} by model, {@code threadkeep.model.tokens} by model and type, {@code
 * threadkeep.budgets.refusals} by the budget's name. Gauges, as old as the last heartbeat: {@code
 * threadkeep.queue.depth} and {@code threadkeep.queue.age}, which all processes on a storage share;
 * {@code threadkeep.workers.slots}, {@code threadkeep.workers.busy}, {@code
 * threadkeep.workers.left.behind}, and {@code threadkeep.gates.closed}, the number of models that
 * are not to be called.
 *
 * <p>Models, tools, budgets, statuses and outcomes are tags; tenants, users, threads and runs never
 * are.
 */
public final class MicrometerListener implements EngineListener {
  private final MeterRegistry registry;
  private volatile EngineSample sample =
      new EngineSample(new WorkerLoad(0, 0, 0), Backlog.NONE, Map.of());

  public MicrometerListener(MeterRegistry registry) {
    this.registry = registry;
    gauge("threadkeep.queue.depth", last -> last.backlog().runs());
    gauge("threadkeep.queue.age", last -> last.backlog().oldestWait().toMillis() / 1_000.0);
    gauge("threadkeep.workers.slots", last -> last.workers().slots());
    gauge("threadkeep.workers.busy", last -> last.workers().busy());
    gauge("threadkeep.workers.left.behind", last -> last.workers().leftBehind());
    gauge("threadkeep.gates.closed", last -> last.closedGates().size());
  }

  private void gauge(String name, ToDoubleFunction<EngineSample> value) {
    Gauge.builder(name, this, self -> value.applyAsDouble(self.sample)).register(registry);
  }

  @Override
  public void sampled(EngineSample newSample) {
    sample = newSample;
  }

  @Override
  public void runSubmitted(Run run) {
    registry.counter("threadkeep.runs.submitted").increment();
  }

  @Override
  public void attemptBegun(LeasedRun attempt) {
    Run run = attempt.run();
    // A later claim has waited since its delay was over, which only the storage knows.
    if (attempt.lease().token() == 1) {
      registry
          .timer("threadkeep.runs.wait")
          .record(between(run.times().createdAt(), run.times().startedAt()));
    }
  }

  @Override
  public void runEnded(Run run) {
    registry
        .timer("threadkeep.runs", "status", run.status().wireName())
        .record(between(run.times().createdAt(), run.times().endedAt()));
  }

  @Override
  public void runHandedBack(Run run, RunMove move, Duration delay) {
    String tag = move.name().toLowerCase(Locale.ROOT);
    registry.counter("threadkeep.runs.handed.back", "move", tag).increment();
  }

  @Override
  public void leaseLost(LeasedRun attempt) {
    registry.counter("threadkeep.leases.lost").increment();
  }

  @Override
  public void modelCalled(ModelCallReport call) {
    String model = call.model();
    registry
        .timer("threadkeep.model.calls", "model", model, "outcome", outcome(call.error()))
        .record(call.took());
    if (call.toFirstDelta() != null) {
      registry.timer("threadkeep.model.first.token", "model", model).record(call.toFirstDelta());
    }
    if (call.answer() != null) {
      Usage usage = call.answer().usage();
      tokens(model, "prompt", usage.promptTokens());
      tokens(model, "completion", usage.completionTokens());
      tokens(model, "cached", usage.cachedTokens());
      tokens(model, "reasoning", usage.reasoningTokens());
    }
  }

  private void tokens(String model, String type, long tokens) {
    registry
        .counter("threadkeep.model.tokens", "model", model, "type", type)
        .increment((double) tokens);
  }

  @Override
  public void toolCalled(ToolCallReport call) {
    String outcome = Objects.requireNonNullElse(call.error(), "answered");
    registry
        .timer("threadkeep.tool.calls", "tool", call.tool(), "outcome", outcome)
        .record(call.took());
  }

  @Override
  public void gateClosed(String model, Duration delay) {
    registry.counter("threadkeep.gates.closures", "model", model).increment();
  }

  @Override
  public void budgetRefused(LeasedRun attempt, BudgetExceededException refusal) {
    String name = refusal.state().key().name();
    registry.counter("threadkeep.budgets.refusals", "budget", name).increment();
  }

  private static String outcome(@Nullable Throwable error) {
    return error == null ? "answered" : error.getClass().getSimpleName();
  }

  /** Of two clocks, perhaps: the submitter's and the storage's. */
  private static Duration between(Instant from, @Nullable Instant to) {
    Duration time = Duration.between(from, to == null ? from : to);
    return time.isNegative() ? Duration.ZERO : time;
  }
}
