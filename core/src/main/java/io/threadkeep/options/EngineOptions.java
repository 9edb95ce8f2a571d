package io.threadkeep.options;

import io.threadkeep.retention.RetentionOptions;

/**
 * How runs are carried out: by which workers, within which bounds, in which order, how fast, and at
 * what cost; and how long threads stay.
 */
public record EngineOptions(
    WorkerOptions workers,
    RunLimits limits,
    ToolOptions tools,
    EventOptions events,
    QueueOptions queue,
    GateOptions gates,
    CostOptions cost,
    RetentionOptions retention) {

  public static EngineOptions defaults() {
    return new EngineOptions(
        WorkerOptions.defaults(),
        RunLimits.defaults(),
        ToolOptions.defaults(),
        EventOptions.defaults(),
        QueueOptions.defaults(),
        GateOptions.none(),
        CostOptions.none(),
        RetentionOptions.none());
  }

  public EngineOptions workers(WorkerOptions newWorkers) {
    return new EngineOptions(newWorkers, limits, tools, events, queue, gates, cost, retention);
  }

  public EngineOptions limits(RunLimits newLimits) {
    return new EngineOptions(workers, newLimits, tools, events, queue, gates, cost, retention);
  }

  public EngineOptions tools(ToolOptions newTools) {
    return new EngineOptions(workers, limits, newTools, events, queue, gates, cost, retention);
  }

  public EngineOptions events(EventOptions newEvents) {
    return new EngineOptions(workers, limits, tools, newEvents, queue, gates, cost, retention);
  }

  public EngineOptions queue(QueueOptions newQueue) {
    return new EngineOptions(workers, limits, tools, events, newQueue, gates, cost, retention);
  }

  public EngineOptions gates(GateOptions newGates) {
    return new EngineOptions(workers, limits, tools, events, queue, newGates, cost, retention);
  }

  public EngineOptions cost(CostOptions newCost) {
    return new EngineOptions(workers, limits, tools, events, queue, gates, newCost, retention);
  }

  public EngineOptions retention(RetentionOptions newRetention) {
    return new EngineOptions(workers, limits, tools, events, queue, gates, cost, newRetention);
  }
}
