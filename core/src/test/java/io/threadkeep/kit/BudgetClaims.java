package io.threadkeep.kit;

import io.threadkeep.budget.BudgetClaim;
import io.threadkeep.budget.BudgetKey;
import io.threadkeep.budget.BudgetPeriod;
import io.threadkeep.budget.BudgetState;
import io.threadkeep.budget.BudgetUnit;
import io.threadkeep.id.Scope;
import io.threadkeep.id.StepId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.run.LeasedRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Short forms of what rules about budgets do all the time; a limit is 100, if nothing else is said.
 */
final class BudgetClaims {
  static final Scope ANN = Scopes.ANN;

  private BudgetClaims() {}

  static BudgetKey daily() {
    return key("all", BudgetPeriod.DAY, ANN, null);
  }

  static BudgetKey key(String name, BudgetPeriod period, Scope owner, @Nullable ThreadId thread) {
    return new BudgetKey(name, period, BudgetUnit.TOKENS, owner, thread);
  }

  static List<BudgetClaim> claims(BudgetKey key, long amount) {
    return List.of(new BudgetClaim(key, 100, amount));
  }

  static StepId call(Trial trial) {
    return trial.samples().ids().step();
  }

  static Optional<BudgetState> reserve(Trial trial, LeasedRun run, BudgetKey key, long tokens) {
    return trial.store().budgets().reserve(run.lease(), call(trial), claims(key, tokens));
  }

  static BudgetState stood(BudgetKey key, long limit, long spent, long reserved) {
    return new BudgetState(key, limit, spent, reserved, Instant.parse("2026-11-22T00:00:00Z"));
  }

  static BudgetState state(Trial trial, BudgetKey key) {
    return trial.store().budgets().states(claims(key, 0)).get(0);
  }

  static List<BudgetState> states(Trial trial, List<BudgetKey> keys) {
    return trial
        .store()
        .budgets()
        .states(keys.stream().map(key -> new BudgetClaim(key, 100, 0)).toList());
  }

  static List<Long> reserved(Trial trial, List<BudgetKey> keys) {
    return states(trial, keys).stream().map(BudgetState::reserved).toList();
  }
}
