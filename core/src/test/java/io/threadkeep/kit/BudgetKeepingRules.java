package io.threadkeep.kit;

import static io.threadkeep.kit.BudgetClaims.ANN;
import static io.threadkeep.kit.BudgetClaims.call;
import static io.threadkeep.kit.BudgetClaims.claims;
import static io.threadkeep.kit.BudgetClaims.daily;
import static io.threadkeep.kit.BudgetClaims.key;
import static io.threadkeep.kit.BudgetClaims.reserve;
import static io.threadkeep.kit.BudgetClaims.reserved;
import static io.threadkeep.kit.BudgetClaims.state;
import static io.threadkeep.kit.BudgetClaims.states;
import static io.threadkeep.kit.BudgetClaims.stood;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.budget.BudgetClaim;
import io.threadkeep.budget.BudgetKey;
import io.threadkeep.budget.BudgetPeriod;
import io.threadkeep.budget.BudgetState;
import io.threadkeep.id.StepId;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.store.Budgets;
import io.threadkeep.store.Budgets.Spent;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.ThreadStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * BUDGET-7 to BUDGET-12: what becomes of budgets and reservations, and of many at once.
 *
 * <ol start="7">
 *   <li>What is left of runs that are not at work any more is spent by a sweep, and nothing else.
 *   <li>Whoever has lost the lease reserves nothing.
 *   <li>Of 64 that come at once no more are let in than there is room for.
 *   <li>Old periods are forgotten, and what is reserved never.
 *   <li>An erased user's budgets are gone, and a removed thread's.
 *   <li>All instances share the budgets.
 * </ol>
 */
interface BudgetKeepingRules extends StoreRules {

  @ContractRule("BUDGET-7")
  default void whatIsLeftOfRunsIsSweptAndNothingElse(Trial trial) {
    Budgets budgets = trial.store().budgets();
    assertThat(budgets.sweep(10)).isZero();
    LeasedRun ended = holding(trial, 1);
    LeasedRun parked = holding(trial, 2);
    LeasedRun removed = holding(trial, 4);
    LeasedRun atWork = holding(trial, 8);
    LeasedRun cancelling = holding(trial, 16);
    trial.store().runs().cancel(ANN, cancelling.run().id());
    assertThat(budgets.sweep(10)).isZero();
    trial.commit(ended, RunCommit.of(RunMove.COMPLETE));
    trial.commit(parked, RunCommit.of(RunMove.RETRY).after(Duration.ofMinutes(1)));
    trial.store().threads().delete(ANN, removed.run().threadId());
    assertThat(budgets.sweep(2)).isEqualTo(2);
    assertThat(budgets.sweep(2)).isEqualTo(1);
    assertThat(budgets.sweep(2)).isZero();
    assertThat(state(trial, daily())).isEqualTo(stood(daily(), 100, 7, 24));
    trial.pass(Samples.LEASE);
    trial.store().queue().reap(5, 10);
    trial.store().queue().claim(Samples.WORKER, 10);
    assertThat(budgets.sweep(10)).isEqualTo(2);
    assertThat(state(trial, daily())).isEqualTo(stood(daily(), 100, 31, 0));
    assertThat(atWork.run().id()).isNotNull();
  }

  @ContractRule("BUDGET-8")
  default void whoeverHasLostTheLeaseReservesNothing(Trial trial) {
    LeasedRun run = trial.submitAndClaim();
    trial.pass(Samples.LEASE);
    trial.store().queue().reap(5, 10);
    trial.claim();
    assertThatExceptionOfType(LeaseLostException.class)
        .isThrownBy(() -> reserve(trial, run, daily(), 1));
    LeasedRun ended = trial.submitAndClaim();
    trial.commit(ended, RunCommit.of(RunMove.COMPLETE));
    assertThatExceptionOfType(LeaseLostException.class)
        .isThrownBy(() -> reserve(trial, ended, daily(), 1));
    LeasedRun removed = trial.submitAndClaim();
    trial.store().threads().delete(ANN, removed.run().threadId());
    assertThatExceptionOfType(LeaseLostException.class)
        .isThrownBy(() -> reserve(trial, removed, daily(), 1));
    assertThat(state(trial, daily())).isEqualTo(stood(daily(), 100, 0, 0));
  }

  @ContractRule("BUDGET-9")
  default void ofManyAtOnceNoMoreAreLetInThanThereIsRoomFor(Trial trial) {
    assertThat(admitted(trial, List.of(trial.store()), "first", 64)).isEqualTo(10);
    assertThat(admitted(trial, List.of(trial.store()), "second", 64)).isEqualTo(10);
  }

  @ContractRule("BUDGET-10")
  default void oldPeriodsAreForgotten(Trial trial) {
    Budgets budgets = trial.store().budgets();
    LeasedRun settled = trial.submitAndClaim();
    for (BudgetPeriod period : BudgetPeriod.values()) {
      StepId call = call(trial);
      budgets.reserve(settled.lease(), call, claims(key("all", period, ANN, null), 10));
      budgets.settle(settled.run().id(), call, new Spent(5, null));
    }
    LeasedRun holding = trial.submitAndClaim();
    budgets.reserve(
        holding.lease(), call(trial), claims(key("held", BudgetPeriod.HOUR, ANN, null), 10));
    assertThat(budgets.forget(Duration.ZERO, 10)).isZero();
    trial.pass(Duration.ofHours(2));
    assertThat(budgets.forget(Duration.ofHours(1).plusNanos(1_000), 10)).isZero();
    assertThat(budgets.forget(Duration.ofHours(1), 10)).isEqualTo(1);
    trial.pass(Duration.ofDays(40));
    assertThat(budgets.forget(Duration.ofDays(2), 1)).isEqualTo(1);
    assertThat(budgets.forget(Duration.ofDays(2), 10)).isEqualTo(1);
    trial.store().queue().reap(5, 10);
    assertThat(budgets.sweep(10)).isEqualTo(1);
    assertThat(budgets.forget(Duration.ofDays(2), 10)).isEqualTo(1);
    assertThat(state(trial, key("all", BudgetPeriod.EVER, ANN, null)).spent()).isEqualTo(5);
  }

  @ContractRule("BUDGET-11")
  default void anErasedUsersBudgetsAreGoneAndARemovedThreads(Trial trial) {
    Budgets budgets = trial.store().budgets();
    LeasedRun run = trial.submitAndClaim();
    List<BudgetKey> keys =
        List.of(
            daily(),
            key("all", BudgetPeriod.EVER, ANN, null),
            key("all", BudgetPeriod.EVER, Scopes.BOB, null),
            key("all", BudgetPeriod.EVER, Scopes.GLOBEX_ANN, null),
            key("all", BudgetPeriod.EVER, Scopes.ACME, null),
            key("all", BudgetPeriod.EVER, Scopes.ACME, run.run().threadId()));
    StepId call = call(trial);
    budgets.reserve(
        run.lease(), call, keys.stream().map(key -> new BudgetClaim(key, 100, 9)).toList());
    trial.store().erasures().erase(ANN, null, 1_000);
    LeasedRun next = trial.submitAndClaim();
    StepId nextCall = call(trial);
    budgets.reserve(next.lease(), nextCall, List.of(new BudgetClaim(keys.get(1), 100, 9)));
    budgets.settle(run.run().id(), call, new Spent(5, null));
    assertThat(state(trial, keys.get(1)).reserved()).as("begun anew").isEqualTo(9);
    budgets.settle(next.run().id(), nextCall, new Spent(0, null));
    assertThat(states(trial, keys))
        .extracting(BudgetState::spent)
        .containsExactly(0L, 0L, 5L, 5L, 5L, 0L);
    assertThat(reserved(trial, keys)).containsOnly(0L);
  }

  @ContractRule("BUDGET-12")
  default void allInstancesShareTheBudgets(Trial trial) {
    List<ThreadStore> stores = List.of(trial.store(), trial.openAgain());
    assertThat(admitted(trial, stores, "all", 32)).isEqualTo(10);
    BudgetKey key = key("all", BudgetPeriod.DAY, ANN, null);
    assertThat(stores.get(1).budgets().states(claims(key, 0)))
        .containsExactly(stood(key, 100, 0, 100));
  }

  /** How many of so many calls at once may reserve a tenth of a budget. */
  private static long admitted(Trial trial, List<ThreadStore> stores, String name, int calls) {
    BudgetKey tenants = key(name, BudgetPeriod.EVER, Scopes.ACME, null);
    BudgetKey users = key(name, BudgetPeriod.DAY, ANN, null);
    List<Callable<Boolean>> callers = new ArrayList<>();
    for (int n = 0; n < calls; n++) {
      LeasedRun run = trial.submitAndClaim();
      StepId call = call(trial);
      Budgets budgets = stores.get(n % stores.size()).budgets();
      List<BudgetClaim> claims =
          List.of(new BudgetClaim(users, 100, 10), new BudgetClaim(tenants, 1_000, 10));
      callers.add(() -> budgets.reserve(run.lease(), call, claims).isEmpty());
    }
    return Race.values(Race.among(callers)).stream().filter(in -> in).count();
  }

  private static LeasedRun holding(Trial trial, long tokens) {
    LeasedRun run = trial.submitAndClaim();
    assertThat(reserve(trial, run, daily(), tokens)).isEmpty();
    return run;
  }
}
