package io.threadkeep.storage.jdbc;

import io.threadkeep.kit.Trial;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * One operation of a store.
 *
 * @param method of which role: {@code MessageLog.append}
 * @param how in which of its ways
 * @param preparation what must be there before; makes the call, which can be made again
 * @param leaves how many rows are in each table afterwards
 * @param told whether its result survives when the answer to its commit is lost
 */
record Operation(
    String method, String how, Preparation preparation, Map<String, Integer> leaves, boolean told) {

  @FunctionalInterface
  interface Preparation {
    Callable<?> in(Trial trial);
  }

  static Operation of(String method, String how, Preparation preparation) {
    return new Operation(method, how, preparation, Map.of(), true);
  }

  Operation leaves(String table, int rows) {
    Map<String, Integer> more = new TreeMap<>(leaves);
    more.put(table, rows);
    return new Operation(method, how, preparation, more, told);
  }

  /** Its caller can do without the result, where a commit's answer is lost. */
  Operation untold() {
    return new Operation(method, how, preparation, leaves, false);
  }

  @Override
  public String toString() {
    return method + ": " + how;
  }
}
