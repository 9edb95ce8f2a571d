package io.threadkeep.observe;

import io.threadkeep.store.Backlog;
import java.time.Duration;
import java.util.Map;

/**
 * How an engine and its queue stand at one moment.
 *
 * @param backlog of all processes on the storage together
 * @param closedGates the models that are not to be called, and for how long
 */
public record EngineSample(WorkerLoad workers, Backlog backlog, Map<String, Duration> closedGates) {
  public EngineSample {
    closedGates = Map.copyOf(closedGates);
  }
}
