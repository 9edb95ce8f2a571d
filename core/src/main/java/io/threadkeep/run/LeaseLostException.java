package io.threadkeep.run;

import io.threadkeep.error.ThreadkeepException;
import org.jspecify.annotations.Nullable;

/** A worker came with a lease that no longer opens its run. Its write was dropped as a whole. */
public final class LeaseLostException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final transient Lease lease;
  private final @Nullable Long tokenFound;

  /**
   * @param tokenFound the run's token now, or null if the run is gone
   */
  public LeaseLostException(Lease lease, @Nullable Long tokenFound) {
    super(
        "The lease on "
            + lease.runId()
            + " is lost (token "
            + lease.token()
            + "; "
            + (tokenFound == null ? "the run is gone" : "the store has token " + tokenFound)
            + "). The write was dropped: the run has another worker, has ended, or was deleted.");
    this.lease = lease;
    this.tokenFound = tokenFound;
  }

  public Lease lease() {
    return lease;
  }

  public @Nullable Long tokenFound() {
    return tokenFound;
  }
}
