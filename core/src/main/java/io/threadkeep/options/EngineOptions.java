package io.threadkeep.options;

/** How runs are carried out: by which workers, within which bounds, and in which order. */
public record EngineOptions(
    WorkerOptions workers,
    RunLimits limits,
    ToolOptions tools,
    EventOptions events,
    QueueOptions queue) {

  public static EngineOptions defaults() {
    return new EngineOptions(
        WorkerOptions.defaults(),
        RunLimits.defaults(),
        ToolOptions.defaults(),
        EventOptions.defaults(),
        QueueOptions.defaults());
  }

  public EngineOptions workers(WorkerOptions newWorkers) {
    return new EngineOptions(newWorkers, limits, tools, events, queue);
  }

  public EngineOptions limits(RunLimits newLimits) {
    return new EngineOptions(workers, newLimits, tools, events, queue);
  }

  public EngineOptions tools(ToolOptions newTools) {
    return new EngineOptions(workers, limits, newTools, events, queue);
  }

  public EngineOptions events(EventOptions newEvents) {
    return new EngineOptions(workers, limits, tools, newEvents, queue);
  }

  public EngineOptions queue(QueueOptions newQueue) {
    return new EngineOptions(workers, limits, tools, events, newQueue);
  }
}
