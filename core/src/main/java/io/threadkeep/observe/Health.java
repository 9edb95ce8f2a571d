package io.threadkeep.observe;

import io.threadkeep.store.Backlog;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a Threadkeep is.
 *
 * @param accepting whether it takes runs: until it is closed
 * @param backlog runs that are due and wait for a worker; null if the storage did not answer in
 *     time
 * @param sinceHeartbeat null if there was none yet, or if this JVM has no workers
 * @param closedGates the models that are not to be called, and for how long
 */
public record Health(
    Status status,
    boolean accepting,
    @Nullable Backlog backlog,
    WorkerLoad workers,
    @Nullable Duration sinceHeartbeat,
    Map<String, Duration> closedGates) {
  public Health {
    closedGates = Map.copyOf(closedGates);
  }

  /** What a load balancer goes by. */
  public enum Status {
    UP,
    /** It works, but threads hang, or heartbeats do not get through. */
    DEGRADED,
    /** It is closed, or the storage does not answer. */
    DOWN
  }

  public boolean storageAnswers() {
    return backlog != null;
  }
}
