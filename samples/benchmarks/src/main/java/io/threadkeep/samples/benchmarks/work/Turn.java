package io.threadkeep.samples.benchmarks.work;

/** One conversation, and one more turn of it each time it is asked for. */
@FunctionalInterface
public interface Turn {

  /** A question, a window, a reply; returns something that depends on them. */
  Object take() throws Exception;
}
