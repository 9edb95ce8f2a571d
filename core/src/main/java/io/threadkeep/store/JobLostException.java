package io.threadkeep.store;

import io.threadkeep.error.ThreadkeepException;

/** Somebody else has taken a job over. What was to be written under the old lease was dropped. */
public final class JobLostException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final transient JobLease lease;

  public JobLostException(JobLease lease) {
    super(
        "The job '"
            + lease.job()
            + "' is lost (token "
            + lease.token()
            + "): its lease ran out, and somebody else has it. The write was dropped; what was"
            + " written before stays, and the new holder goes on from there.");
    this.lease = lease;
  }

  public JobLease lease() {
    return lease;
  }
}
