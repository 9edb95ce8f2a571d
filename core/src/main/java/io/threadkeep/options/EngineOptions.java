package io.threadkeep.options;

/**
 * How runs are carried out: by which workers, within which bounds, in which order, and how fast.
 */
public record EngineOptions(
    WorkerOptions workers,
    RunLimits limits,
    ToolOptions tools,
    EventOptions events,
    QueueOptions queue,
    GateOptions gates) {

  public static EngineOptions defaults() {
    return new EngineOptions(
        WorkerOptions.defaults(),
        RunLimits.defaults(),
        ToolOptions.defaults(),
        EventOptions.defaults(),
        QueueOptions.defaults(),
        GateOptions.none());
  }

  public EngineOptions workers(WorkerOptions newWorkers) {
    return new EngineOptions(newWorkers, limits, tools, events, queue, gates);
  }

  public EngineOptions limits(RunLimits newLimits) {
    return new EngineOptions(workers, newLimits, tools, events, queue, gates);
  }

  public EngineOptions tools(ToolOptions newTools) {
    return new EngineOptions(workers, limits, newTools, events, queue, gates);
  }

  public EngineOptions events(EventOptions newEvents) {
    return new EngineOptions(workers, limits, tools, newEvents, queue, gates);
  }

  public EngineOptions queue(QueueOptions newQueue) {
    return new EngineOptions(workers, limits, tools, events, newQueue, gates);
  }

  public EngineOptions gates(GateOptions newGates) {
    return new EngineOptions(workers, limits, tools, events, queue, newGates);
  }
}
