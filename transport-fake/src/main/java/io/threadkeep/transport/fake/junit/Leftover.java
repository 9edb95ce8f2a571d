package io.threadkeep.transport.fake.junit;

/** What a test is not to leave behind. */
public enum Leftover {
  /** Runs that were submitted and have not ended. */
  UNFINISHED_RUNS,
  /** Lines of the script that no request has asked for. */
  UNUSED_LINES
}
