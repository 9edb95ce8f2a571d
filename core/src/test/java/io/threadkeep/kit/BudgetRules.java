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
import static org.assertj.core.api.Assertions.tuple;

import io.threadkeep.budget.BudgetClaim;
import io.threadkeep.budget.BudgetKey;
import io.threadkeep.budget.BudgetPeriod;
import io.threadkeep.budget.BudgetState;
import io.threadkeep.budget.BudgetUnit;
import io.threadkeep.id.Scope;
import io.threadkeep.id.StepId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.store.Budgets;
import io.threadkeep.store.Budgets.Spent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * BUDGET-1 to BUDGET-6: how much may be spent.
 *
 * <ol>
 *   <li>Calls may reserve up to the limit, and not beyond; a refusal says how the budget stands.
 *   <li>What a call came to is spent in the place of what it had reserved, once.
 *   <li>All budgets of a call are reserved, or none.
 *   <li>A period is told by the store's clock; what was reserved in one is spent in it.
 *   <li>Each subject, unit and period has a budget of its own, whatever its name looks like.
 *   <li>What a run had reserved for an earlier call is spent when it reserves anew.
 * </ol>
 */
interface BudgetRules extends StoreRules {
  Spent NOTHING = new Spent(0, 0L);

  @ContractRule("BUDGET-1")
  default void callsMayReserveUpToTheLimit(Trial trial) {
    LeasedRun first = trial.submitAndClaim();
    LeasedRun second = trial.submitAndClaim();
    assertThat(state(trial, daily())).isEqualTo(stood(daily(), 100, 0, 0));
    assertThat(reserve(trial, first, daily(), 60)).isEmpty();
    assertThat(reserve(trial, second, daily(), 41)).contains(stood(daily(), 100, 0, 60));
    assertThat(reserve(trial, second, daily(), 40)).isEmpty();
    assertThat(state(trial, daily())).isEqualTo(stood(daily(), 100, 0, 100));
    LeasedRun third = trial.submitAndClaim();
    assertThat(reserve(trial, third, daily(), 1)).contains(stood(daily(), 100, 0, 100));
    assertThat(trial.store().budgets().reserve(third.lease(), call(trial), claims(daily(), 0)))
        .isEmpty();
    // A limit that was raised since holds from now on.
    assertThat(
            trial
                .store()
                .budgets()
                .reserve(
                    trial.submitAndClaim().lease(),
                    call(trial),
                    List.of(new BudgetClaim(daily(), 150, 50))))
        .isEmpty();
    assertThat(
            reserve(
                trial,
                trial.submitAndClaim(),
                key("huge", BudgetPeriod.DAY, ANN, null),
                BudgetUnit.MOST))
        .isPresent();
  }

  @ContractRule("BUDGET-2")
  default void whatACallCameToIsSpentOnce(Trial trial) {
    Budgets budgets = trial.store().budgets();
    LeasedRun run = trial.submitAndClaim();
    StepId call = call(trial);
    budgets.settle(run.run().id(), call, new Spent(70, 7L));
    assertThat(state(trial, daily())).isEqualTo(stood(daily(), 100, 0, 0));
    for (int n = 0; n < 2; n++) {
      assertThat(budgets.reserve(run.lease(), call, claims(daily(), 60))).isEmpty();
      assertThat(state(trial, daily()).reserved()).isEqualTo(60);
    }
    for (int n = 0; n < 2; n++) {
      budgets.settle(run.run().id(), call, new Spent(25, 7L));
      assertThat(state(trial, daily())).isEqualTo(stood(daily(), 100, 25, 0));
    }
    StepId larger = call(trial);
    assertThat(budgets.reserve(run.lease(), larger, claims(daily(), 75))).isEmpty();
    budgets.settle(run.run().id(), larger, new Spent(90, null));
    assertThat(state(trial, daily())).isEqualTo(stood(daily(), 100, 115, 0));
    assertThat(budgets.reserve(run.lease(), call(trial), claims(daily(), 0))).isPresent();

    BudgetKey money = new BudgetKey("bill", BudgetPeriod.EVER, BudgetUnit.MONEY, ANN, null);
    StepId priced = call(trial);
    assertThat(budgets.reserve(run.lease(), priced, claims(money, 50))).isEmpty();
    budgets.settle(run.run().id(), priced, new Spent(90, 7L));
    assertThat(state(trial, money).spent()).isEqualTo(7);
    StepId unpriced = call(trial);
    assertThat(budgets.reserve(run.lease(), unpriced, claims(money, 50))).isEmpty();
    budgets.settle(run.run().id(), unpriced, new Spent(90, null));
    assertThat(state(trial, money).spent()).isEqualTo(57);
  }

  @ContractRule("BUDGET-3")
  default void allBudgetsOfACallAreReservedOrNone(Trial trial) {
    LeasedRun run = trial.submitAndClaim();
    BudgetKey tenants = key("all", BudgetPeriod.EVER, Scopes.ACME, null);
    BudgetKey threads = key("own", BudgetPeriod.HOUR, Scopes.ACME, run.run().threadId());
    List<BudgetClaim> claims =
        List.of(
            new BudgetClaim(tenants, 1_000, 80),
            new BudgetClaim(daily(), 100, 80),
            new BudgetClaim(threads, 90, 80));
    StepId call = call(trial);
    assertThat(trial.store().budgets().reserve(run.lease(), call, claims)).isEmpty();
    assertThat(trial.store().budgets().states(claims))
        .extracting(BudgetState::reserved)
        .containsExactly(80L, 80L, 80L);
    trial.store().budgets().settle(run.run().id(), call, new Spent(30, null));
    assertThat(
            trial
                .store()
                .budgets()
                .reserve(
                    run.lease(),
                    call(trial),
                    List.of(
                        new BudgetClaim(tenants, 1_000, 65),
                        new BudgetClaim(daily(), 100, 65),
                        new BudgetClaim(threads, 90, 65))))
        .hasValueSatisfying(
            refused -> {
              assertThat(refused.key()).isEqualTo(threads);
              assertThat(refused.spent()).isEqualTo(30);
            });
    assertThat(trial.store().budgets().states(claims))
        .extracting(BudgetState::spent, BudgetState::reserved)
        .containsOnly(tuple(30L, 0L));
  }

  @ContractRule("BUDGET-4")
  default void aPeriodIsToldByTheStoresClock(Trial trial) {
    // Noon of 21 November.
    List<BudgetKey> keys = new ArrayList<>();
    for (BudgetPeriod period : BudgetPeriod.values()) {
      keys.add(key("all", period, ANN, null));
    }
    assertThat(states(trial, keys))
        .extracting(BudgetState::until)
        .containsExactly(
            Instant.parse("2026-11-21T13:00:00Z"),
            Instant.parse("2026-11-22T00:00:00Z"),
            Instant.parse("2026-12-01T00:00:00Z"),
            null);
    LeasedRun run = trial.submitAndClaim();
    StepId call = call(trial);
    List<BudgetClaim> claims = keys.stream().map(key -> new BudgetClaim(key, 100, 60)).toList();
    assertThat(trial.store().budgets().reserve(run.lease(), call, claims)).isEmpty();
    trial.pass(Duration.ofHours(1).minusNanos(1_000));
    assertThat(reserved(trial, keys)).containsExactly(60L, 60L, 60L, 60L);
    trial.pass(Duration.ofNanos(1_000));
    assertThat(reserved(trial, keys)).containsExactly(0L, 60L, 60L, 60L);
    trial.pass(Duration.ofHours(11));
    assertThat(reserved(trial, keys)).containsExactly(0L, 0L, 60L, 60L);
    trial.store().budgets().settle(run.run().id(), call, new Spent(20, null));
    assertThat(states(trial, keys))
        .extracting(BudgetState::spent)
        .containsExactly(0L, 0L, 20L, 20L);
    trial.pass(Duration.ofDays(9));
    assertThat(states(trial, keys)).extracting(BudgetState::spent).containsExactly(0L, 0L, 0L, 20L);
    assertThat(reserved(trial, keys)).containsOnly(0L);
  }

  @ContractRule("BUDGET-5")
  default void eachSubjectHasABudgetOfItsOwn(Trial trial) {
    ThreadId thread = trial.startThread().id();
    List<BudgetKey> keys =
        List.of(
            daily(),
            key("all", BudgetPeriod.DAY, Scopes.BOB, null),
            key("all", BudgetPeriod.DAY, Scopes.ACME, null),
            key("all", BudgetPeriod.DAY, Scopes.GLOBEX_ANN, null),
            key("all", BudgetPeriod.DAY, Scope.user("acme", "Ann"), null),
            key("all", BudgetPeriod.DAY, Scope.user("acme", "ann "), null),
            key("all", BudgetPeriod.DAY, Scopes.ACME, thread),
            key("all", BudgetPeriod.DAY, Scopes.ACME, trial.startThread().id()),
            key("All", BudgetPeriod.DAY, ANN, null),
            key("all\n", BudgetPeriod.DAY, ANN, null),
            key("all", BudgetPeriod.EVER, ANN, null),
            new BudgetKey("all", BudgetPeriod.DAY, BudgetUnit.MONEY, ANN, null));
    LeasedRun run = trial.submitAndClaim();
    for (int i = 0; i < keys.size(); i++) {
      StepId call = call(trial);
      assertThat(trial.store().budgets().reserve(run.lease(), call, claims(keys.get(i), 1)))
          .isEmpty();
      trial.store().budgets().settle(run.run().id(), call, new Spent(i + 1, i + 1L));
    }
    assertThat(states(trial, keys))
        .extracting(BudgetState::spent)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
  }

  @ContractRule("BUDGET-6")
  default void whatWasReservedForAnEarlierCallIsSpent(Trial trial) {
    LeasedRun run = trial.submitAndClaim();
    StepId lost = call(trial);
    assertThat(trial.store().budgets().reserve(run.lease(), lost, claims(daily(), 30))).isEmpty();
    assertThat(reserve(trial, run, daily(), 30)).isEmpty();
    assertThat(state(trial, daily())).isEqualTo(stood(daily(), 100, 30, 30));
    trial.store().budgets().settle(run.run().id(), lost, NOTHING);
    assertThat(state(trial, daily())).isEqualTo(stood(daily(), 100, 30, 30));
    trial.pass(Samples.LEASE);
    trial.store().queue().reap(5, 10);
    LeasedRun again = trial.claim();
    assertThat(reserve(trial, again, daily(), 41)).contains(stood(daily(), 100, 60, 0));
    assertThat(reserve(trial, again, daily(), 40)).isEmpty();
    assertThat(state(trial, daily())).isEqualTo(stood(daily(), 100, 60, 40));
  }
}
