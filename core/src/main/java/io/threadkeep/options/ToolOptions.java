package io.threadkeep.options;

import io.threadkeep.limit.Checks;

/**
 * The bounds on the tools that workers carry out: a model that loops must not loop for ever.
 *
 * @param parallel calls of one run at once, 1 to 10,000 as all counts here
 * @param maxRounds answers of one run that may ask for tools
 * @param maxCallsPerRound calls that one answer may ask for
 * @param maxCalls calls of one run in all
 * @param maxOutputBytes of one output in UTF-8; what is longer is cut, visibly. 1,024 to 1,000,000:
 *     an output has to fit into a message
 * @param maxLeakedThreads of calls that were given up and do not end; with this many, no call is
 *     begun
 */
public record ToolOptions(
    int parallel,
    int maxRounds,
    int maxCallsPerRound,
    int maxCalls,
    int maxOutputBytes,
    int maxLeakedThreads) {
  /** Of each count. */
  public static final int MOST = 10_000;

  public static final int LEAST_OUTPUT_BYTES = 1_024;
  public static final int MOST_OUTPUT_BYTES = 1_000_000;

  public ToolOptions {
    Checks.range("tools.parallel", parallel, 1, MOST);
    Checks.range("tools.max-rounds", maxRounds, 1, MOST);
    Checks.range("tools.max-calls-per-round", maxCallsPerRound, 1, MOST);
    Checks.range("tools.max-calls", maxCalls, 1, MOST);
    Checks.range("tools.max-output-bytes", maxOutputBytes, LEAST_OUTPUT_BYTES, MOST_OUTPUT_BYTES);
    Checks.range("tools.max-leaked-threads", maxLeakedThreads, 1, MOST);
  }

  public static ToolOptions defaults() {
    return new ToolOptions(4, 10, 16, 64, 256 << 10, 64);
  }

  public ToolOptions parallel(int newParallel) {
    return new ToolOptions(
        newParallel, maxRounds, maxCallsPerRound, maxCalls, maxOutputBytes, maxLeakedThreads);
  }

  public ToolOptions maxRounds(int newMax) {
    return new ToolOptions(
        parallel, newMax, maxCallsPerRound, maxCalls, maxOutputBytes, maxLeakedThreads);
  }

  public ToolOptions maxCallsPerRound(int newMax) {
    return new ToolOptions(parallel, maxRounds, newMax, maxCalls, maxOutputBytes, maxLeakedThreads);
  }

  public ToolOptions maxCalls(int newMax) {
    return new ToolOptions(
        parallel, maxRounds, maxCallsPerRound, newMax, maxOutputBytes, maxLeakedThreads);
  }

  public ToolOptions maxOutputBytes(int newMax) {
    return new ToolOptions(
        parallel, maxRounds, maxCallsPerRound, maxCalls, newMax, maxLeakedThreads);
  }

  public ToolOptions maxLeakedThreads(int newMax) {
    return new ToolOptions(parallel, maxRounds, maxCallsPerRound, maxCalls, maxOutputBytes, newMax);
  }
}
