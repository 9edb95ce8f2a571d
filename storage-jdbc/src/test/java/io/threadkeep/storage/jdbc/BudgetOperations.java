package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.Operations.ANN;

import io.threadkeep.budget.BudgetClaim;
import io.threadkeep.budget.BudgetKey;
import io.threadkeep.budget.BudgetPeriod;
import io.threadkeep.budget.BudgetUnit;
import io.threadkeep.id.Scope;
import io.threadkeep.id.StepId;
import io.threadkeep.kit.Trial;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.store.Budgets.Spent;
import io.threadkeep.store.RunCommit;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What is asked of budgets: each of two. */
final class BudgetOperations {
  private static final Spent SPENT = new Spent(20, 3L);

  private BudgetOperations() {}

  static Stream<Operation> all() {
    return Stream.of(
        Operation.of(
                "Budgets.reserve",
                "the first",
                t -> {
                  LeasedRun run = t.submitAndClaim();
                  StepId call = t.samples().ids().step();
                  return () -> t.store().budgets().reserve(run.lease(), call, claims(60));
                })
            .leaves("tk_budgets", 2)
            .leaves("tk_reservations", 2),
        Operation.of(
                "Budgets.reserve",
                "behind a call that was lost",
                t -> {
                  LeasedRun run = reserved(t, t.samples().ids().step());
                  StepId call = t.samples().ids().step();
                  return () -> t.store().budgets().reserve(run.lease(), call, claims(30));
                })
            .leaves("tk_budgets", 2)
            .leaves("tk_reservations", 2),
        Operation.of(
                "Budgets.reserve",
                "without room",
                t -> {
                  reserved(t, t.samples().ids().step());
                  LeasedRun run = t.submitAndClaim();
                  StepId call = t.samples().ids().step();
                  return () -> t.store().budgets().reserve(run.lease(), call, claims(60));
                })
            .leaves("tk_reservations", 2),
        Operation.of(
                "Budgets.settle",
                "a call",
                t -> {
                  StepId call = t.samples().ids().step();
                  LeasedRun run = reserved(t, call);
                  return () -> {
                    t.store().budgets().settle(run.run().id(), call, SPENT);
                    return "settled";
                  };
                })
            .leaves("tk_budgets", 2),
        Operation.of(
                "Budgets.sweep",
                "what a run has left",
                t -> {
                  LeasedRun run = reserved(t, t.samples().ids().step());
                  t.commit(run, RunCommit.of(RunMove.COMPLETE));
                  return () -> t.store().budgets().sweep(10);
                })
            .leaves("tk_budgets", 2)
            .untold(),
        Operation.of(
            "Budgets.states",
            "two",
            t -> {
              reserved(t, t.samples().ids().step());
              return () -> t.store().budgets().states(claims(0));
            }),
        Operation.of(
                "Budgets.forget",
                "an old period",
                t -> {
                  StepId call = t.samples().ids().step();
                  LeasedRun run = reserved(t, call);
                  t.store().budgets().settle(run.run().id(), call, SPENT);
                  t.pass(Duration.ofDays(3));
                  return () -> t.store().budgets().forget(Duration.ofDays(1), 10);
                })
            .leaves("tk_budgets", 1)
            .untold());
  }

  private static LeasedRun reserved(Trial t, StepId call) {
    LeasedRun run = t.submitAndClaim();
    t.store().budgets().reserve(run.lease(), call, claims(60));
    return run;
  }

  private static List<BudgetClaim> claims(long amount) {
    return List.of(
        new BudgetClaim(
            new BudgetKey("day", BudgetPeriod.DAY, BudgetUnit.TOKENS, ANN, null), 100, amount),
        new BudgetClaim(
            new BudgetKey("bill", BudgetPeriod.EVER, BudgetUnit.MONEY, Scope.tenant("acme"), null),
            100,
            amount));
  }
}
