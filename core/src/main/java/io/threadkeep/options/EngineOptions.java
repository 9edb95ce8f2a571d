package io.threadkeep.options;

/** How runs are carried out: by which workers, and within which bounds. */
public record EngineOptions(WorkerOptions workers, RunLimits limits, ToolOptions tools) {

  public static EngineOptions defaults() {
    return new EngineOptions(
        WorkerOptions.defaults(), RunLimits.defaults(), ToolOptions.defaults());
  }

  public EngineOptions workers(WorkerOptions newWorkers) {
    return new EngineOptions(newWorkers, limits, tools);
  }

  public EngineOptions limits(RunLimits newLimits) {
    return new EngineOptions(workers, newLimits, tools);
  }

  public EngineOptions tools(ToolOptions newTools) {
    return new EngineOptions(workers, limits, newTools);
  }
}
