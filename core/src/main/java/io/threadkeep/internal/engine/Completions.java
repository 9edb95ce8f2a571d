package io.threadkeep.internal.engine;

import io.threadkeep.id.RunId;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Futures for the next time that a run ends or stops for its owner, as far as that happens in this
 * JVM; none is kept once nobody waits.
 */
final class Completions {

  private record Waiters(CompletableFuture<Run> stop, int count) {}

  private final Map<RunId, Waiters> waiting = new ConcurrentHashMap<>();

  /** To be given back with {@link #leave}. */
  CompletableFuture<Run> join(RunId id) {
    return waiting
        .compute(
            id,
            (key, others) ->
                others == null
                    ? new Waiters(new CompletableFuture<>(), 1)
                    : new Waiters(others.stop(), others.count() + 1))
        .stop();
  }

  void leave(RunId id, CompletableFuture<Run> joined) {
    waiting.computeIfPresent(
        id,
        (key, waiters) -> {
          if (waiters.stop() != joined) {
            return waiters;
          }
          return waiters.count() == 1 ? null : new Waiters(waiters.stop(), waiters.count() - 1);
        });
  }

  /** Tells those who wait for {@code run}, if it has ended or waits for its owner. */
  void announce(Run run) {
    if (run.status().isFinal() || run.status() == RunStatus.REQUIRES_ACTION) {
      Waiters waiters = waiting.remove(run.id());
      if (waiters != null) {
        waiters.stop().complete(run);
      }
    }
  }
}
