package io.threadkeep.kit.simulation;

import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one run has been through, as far as the store has ever told. */
final class Lifeline {
  private Run run;
  private long token;
  private long leaseUntil;
  private final Map<Host, Long> leases = new HashMap<>();
  private boolean cancelAccepted;

  Lifeline(Run run) {
    this.run = run;
  }

  Run run() {
    return run;
  }

  /** Takes the run as it is now; returns what is wrong with that. */
  @Nullable Violation become(Run now) {
    RunStatus was = run.status();
    run = now;
    if (was == now.status()) {
      return null;
    } else if (was.isFinal()) {
      return new Violation("I3", now.id() + " had ended as " + was + " and is " + now.status());
    }
    boolean legal =
        Arrays.stream(RunMove.values())
            // Nobody sees it: the run is gone with its thread.
            .filter(move -> move != RunMove.WITHDRAW)
            .anyMatch(move -> move.target() == now.status() && move.isLegalFrom(was));
    if (!legal) {
      return new Violation("I3", now.id() + " went from " + was + " to " + now.status());
    }
    return cancelAccepted && now.status() == RunStatus.COMPLETED
        ? new Violation("I12", now.id() + " was being cancelled and is completed")
        : null;
  }

  void cancelAccepted() {
    cancelAccepted = true;
  }

  /** A lease is out; returns what is wrong with that. */
  @Nullable Violation leased(Host newHolder, long newToken, long until) {
    boolean grows = newToken > token;
    token = Math.max(token, newToken);
    extended(newHolder, until);
    return grows ? null : new Violation("I9", run.id() + " got token " + newToken + " again");
  }

  void extended(Host holder, long until) {
    leaseUntil = until;
    leases.put(holder, until);
  }

  /** Whether a worker had it when it was last seen. */
  boolean isAtWork() {
    return run.status() == RunStatus.IN_PROGRESS || run.status() == RunStatus.CANCELLING;
  }

  long token() {
    return token;
  }

  /** When the newest lease ends. */
  long leaseUntil() {
    return leaseUntil;
  }

  /** When the last lease that {@code holder} was given has ended, or ends. */
  long leaseUntil(Host holder) {
    return leases.getOrDefault(holder, Long.MAX_VALUE);
  }
}
