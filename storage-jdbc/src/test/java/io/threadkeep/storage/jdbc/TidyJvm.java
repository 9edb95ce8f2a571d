package io.threadkeep.storage.jdbc;

import io.threadkeep.id.Scope;
import io.threadkeep.internal.life.RetentionPass;
import io.threadkeep.internal.time.SystemTime;
import io.threadkeep.retention.ErasureReceipt;
import io.threadkeep.retention.RetentionCondition;
import io.threadkeep.retention.RetentionOptions;
import io.threadkeep.retention.RetentionReport;
import io.threadkeep.retention.RetentionRule;
import io.threadkeep.store.ThreadStore;
import java.time.Duration;
import java.util.UUID;

/** A JVM that erases a user or applies a rule, in small batches, and says a line after each. */
final class TidyJvm {
  static final Scope USER = Scope.user("acme", "ann");

  private TidyJvm() {}

  public static void main(String[] arguments) {
    try (ThreadStore store = JdbcThreadStore.open(ChildJvm.address(arguments).options())) {
      System.out.println(
          switch (arguments[3]) {
            case "erase" -> erase(store);
            case "retain" -> retain(store);
            default -> soak(store);
          });
    }
  }

  private static String erase(ThreadStore store) {
    ErasureReceipt receipt;
    do {
      receipt = store.erasures().erase(USER, null, 7).receipt();
      System.out.println("batch " + receipt.counts());
    } while (receipt.endedAt() == null);
    return "done " + receipt.counts();
  }

  private static String retain(ThreadStore store) {
    RetentionOptions options =
        RetentionOptions.none()
            .rules(
                RetentionRule.delete(
                    "tagged", RetentionCondition.ANY.with("tidy", "yes"), Duration.ZERO))
            .batch(2, Duration.ZERO);
    RetentionReport report =
        new RetentionPass(
                store,
                options,
                SystemTime.monotonic(),
                SystemTime.pause(),
                UUID.randomUUID().toString(),
                told -> {})
            .run(some -> System.out.println("batch " + some.tally().looked()));
    return "done "
        + report.state()
        + " pass "
        + report.pass()
        + " looked "
        + report.tally().looked()
        + " "
        + report.tally().total();
  }

  /** Over everything, at full size; tells how fast. */
  private static String soak(ThreadStore store) {
    RetentionOptions options =
        RetentionOptions.none()
            .rules(
                RetentionRule.delete(
                    "idle", RetentionCondition.ANY.idle(Duration.ofDays(90)), Duration.ZERO))
            .batch(500, Duration.ofMillis(5));
    RetentionReport report =
        new RetentionPass(
                store, options, SystemTime.monotonic(), SystemTime.pause(), "soak", told -> {})
            .run(some -> {});
    double seconds = report.took().toMillis() / 1_000.0;
    return "done %s %s in %.1f s: %.0f threads looked at and %.0f messages removed in a second"
        .formatted(
            report.state(),
            report.tally().total(),
            seconds,
            report.tally().looked() / seconds,
            report.tally().purgedMessages() / seconds);
  }
}
