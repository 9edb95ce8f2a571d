package io.threadkeep.run;

/**
 * A claimed run together with the right to move it.
 *
 * @param lastEvent the sequence of its newest event; this attempt's follow on it
 */
public record LeasedRun(Run run, Lease lease, long lastEvent) {

  /** Of a run that has no events yet. */
  public LeasedRun(Run run, Lease lease) {
    this(run, lease, 0);
  }
}
