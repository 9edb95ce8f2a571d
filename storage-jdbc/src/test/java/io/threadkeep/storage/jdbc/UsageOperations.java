package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.Operations.ANN;

import io.threadkeep.id.Scope;
import io.threadkeep.kit.Trial;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.Usage;
import io.threadkeep.store.RunCommit;
import io.threadkeep.usage.UsageEntry;
import io.threadkeep.usage.UsageKey;
import io.threadkeep.usage.UsageQuery;
import java.time.LocalDate;
import java.util.stream.Stream;

/** What is asked and noted of usage. */
final class UsageOperations {
  private static final UsageEntry ENTRY =
      new UsageEntry("summary", ANN, LocalDate.of(2026, 11, 21), null, "m", Usage.of(7, 1));

  private UsageOperations() {}

  static Stream<Operation> all() {
    return Stream.of(
        Operation.of(
            "UsageRecords.sum",
            "of a run and an entry",
            t -> {
              removeThread(t);
              t.store().usage().add(ENTRY);
              return () ->
                  t.store()
                      .usage()
                      .sum(
                          Scope.tenant("acme"),
                          UsageQuery.ever().by(UsageKey.MODEL, UsageKey.DAY),
                          1);
            }),
        Operation.of(
                "UsageRecords.add",
                "an entry",
                t ->
                    () -> {
                      t.store().usage().add(ENTRY);
                      return "added";
                    })
            .leaves("tk_usage", 1));
  }

  private static void removeThread(Trial t) {
    LeasedRun leased = t.submitAndClaim();
    RunStep step = t.samples().step(leased.run().id());
    t.commit(leased, RunCommit.of(RunMove.COMPLETE).with(step, step.usage()));
    t.store().threads().delete(ANN, leased.run().threadId());
  }
}
