package io.threadkeep.internal.engine;

import io.threadkeep.id.RunId;
import io.threadkeep.run.Run;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Futures for the ends of runs, as far as they happen in this JVM; none is kept once nobody waits.
 */
final class Completions {

  private record Waiters(CompletableFuture<Run> end, int count) {}

  private final Map<RunId, Waiters> waiting = new ConcurrentHashMap<>();

  /** To be given back with {@link #leave}. */
  CompletableFuture<Run> join(RunId id) {
    return waiting
        .compute(
            id,
            (key, others) ->
                others == null
                    ? new Waiters(new CompletableFuture<>(), 1)
                    : new Waiters(others.end(), others.count() + 1))
        .end();
  }

  void leave(RunId id) {
    waiting.computeIfPresent(
        id,
        (key, waiters) ->
            waiters.count() == 1 ? null : new Waiters(waiters.end(), waiters.count() - 1));
  }

  /** Tells those who wait for {@code run}, if it has ended. */
  void announce(Run run) {
    Waiters waiters = run.status().isFinal() ? waiting.get(run.id()) : null;
    if (waiters != null) {
      waiters.end().complete(run);
    }
  }
}
