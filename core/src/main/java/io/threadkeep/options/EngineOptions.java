package io.threadkeep.options;

/** How runs are carried out: by which workers, and within which bounds. */
public record EngineOptions(WorkerOptions workers, RunLimits limits) {

  public static EngineOptions defaults() {
    return new EngineOptions(WorkerOptions.defaults(), RunLimits.defaults());
  }

  public EngineOptions workers(WorkerOptions newWorkers) {
    return new EngineOptions(newWorkers, limits);
  }

  public EngineOptions limits(RunLimits newLimits) {
    return new EngineOptions(workers, newLimits);
  }
}
