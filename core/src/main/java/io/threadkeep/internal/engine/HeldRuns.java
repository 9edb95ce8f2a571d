package io.threadkeep.internal.engine;

import io.threadkeep.id.RunId;
import io.threadkeep.internal.stream.RunStream;
import io.threadkeep.run.Lease;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All runs that this JVM holds a lease on. */
final class HeldRuns {
  private final Map<Lease, HeldRun> held = new ConcurrentHashMap<>();
  private final Signal released = new Signal();

  void add(HeldRun run) {
    held.put(run.leased().lease(), run);
  }

  void remove(HeldRun run) {
    held.remove(run.leased().lease());
    released.raise();
  }

  @Nullable HeldRun of(Lease lease) {
    return held.get(lease);
  }

  Collection<HeldRun> all() {
    return held.values();
  }

  /**
   * Those that are to be extended. A run that was cancelled or given up keeps what is left of its
   * lease to stop in; if its call hangs, the reaper must be able to end it.
   */
  List<Lease> leases() {
    return held.values().stream().filter(HeldRun::goesOn).map(run -> run.leased().lease()).toList();
  }

  void interrupt(RunId run, Interruption why) {
    held.forEach(
        (lease, heldRun) -> {
          if (lease.runId().equals(run)) {
            heldRun.interrupt(why);
          }
        });
  }

  /** What those have to tell that are held. */
  Collection<RunStream> streams() {
    return held.values().stream().map(HeldRun::stream).toList();
  }

  /** Waits until none is held. */
  boolean awaitNone(Duration atMost) throws InterruptedException {
    return released.await(held::isEmpty, atMost);
  }
}
