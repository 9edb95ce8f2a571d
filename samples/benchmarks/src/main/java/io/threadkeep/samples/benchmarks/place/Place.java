package io.threadkeep.samples.benchmarks.place;

/** What keeps the threads. */
public enum Place {
  /** No database at all. */
  MEMORY("memory"),
  /** A file of its own in this process, forced to disk at each commit. */
  H2("H2"),
  /** A server of its own on this machine, durable, with its defaults but for room in memory. */
  POSTGRESQL("PostgreSQL"),
  /** The same, where whoever flushes takes a millisecond longer: a disk in a data centre. */
  POSTGRESQL_SLOW_FLUSH("PostgreSQL, 1 ms flush");

  private final String title;

  Place(String title) {
    this.title = title;
  }

  @Override
  public String toString() {
    return title;
  }
}
