package io.threadkeep.options;

/** How runs are carried out: by which workers, and within which bounds. */
public record EngineOptions(
    WorkerOptions workers, RunLimits limits, ToolOptions tools, EventOptions events) {

  public static EngineOptions defaults() {
    return new EngineOptions(
        WorkerOptions.defaults(),
        RunLimits.defaults(),
        ToolOptions.defaults(),
        EventOptions.defaults());
  }

  public EngineOptions workers(WorkerOptions newWorkers) {
    return new EngineOptions(newWorkers, limits, tools, events);
  }

  public EngineOptions limits(RunLimits newLimits) {
    return new EngineOptions(workers, newLimits, tools, events);
  }

  public EngineOptions tools(ToolOptions newTools) {
    return new EngineOptions(workers, limits, newTools, events);
  }

  public EngineOptions events(EventOptions newEvents) {
    return new EngineOptions(workers, limits, tools, newEvents);
  }
}
