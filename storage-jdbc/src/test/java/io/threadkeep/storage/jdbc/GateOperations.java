package io.threadkeep.storage.jdbc;

import io.threadkeep.store.GateLimit;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What is asked of the gates of models. An allowance may be spent twice when an answer is lost, so
 * these are the cases in which nothing is spent.
 */
final class GateOperations {
  private static final String MODEL = "gpt-4.1-mini";
  private static final GateLimit ONE = new GateLimit(1, 0);

  private GateOperations() {}

  static Stream<Operation> all() {
    return Stream.of(
        Operation.of(
                "ModelGates.enter",
                "where the allowance is spent",
                t -> {
                  t.store().gates().enter(MODEL, ONE, 10);
                  return () -> t.store().gates().enter(MODEL, ONE, 10);
                })
            .leaves("tk_gates", 1),
        Operation.of(
                "ModelGates.settle",
                "where the allowance is whole again",
                t -> {
                  GateLimit limit = new GateLimit(0, 1_000);
                  t.store().gates().enter(MODEL, limit, 10);
                  t.pass(Duration.ofMinutes(5));
                  t.store().gates().settle(MODEL, limit, -1);
                  return () -> {
                    t.store().gates().settle(MODEL, limit, -10);
                    return MODEL;
                  };
                })
            .leaves("tk_gates", 1),
        Operation.of(
                "ModelGates.close",
                "one that is open",
                t ->
                    () -> {
                      t.store().gates().close(MODEL, Duration.ofSeconds(20));
                      return MODEL;
                    })
            .leaves("tk_gates", 1),
        Operation.of(
                "ModelGates.closed",
                "one of them",
                t -> {
                  t.store().gates().close(MODEL, Duration.ofSeconds(20));
                  return () -> t.store().gates().closed();
                })
            .leaves("tk_gates", 1));
  }
}
