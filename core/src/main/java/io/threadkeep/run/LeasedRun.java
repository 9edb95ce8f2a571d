package io.threadkeep.run;

/** A claimed run together with the right to move it. */
public record LeasedRun(Run run, Lease lease) {}
