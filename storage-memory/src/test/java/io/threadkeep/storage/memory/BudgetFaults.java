package io.threadkeep.storage.memory;

import io.threadkeep.budget.BudgetClaim;
import io.threadkeep.budget.BudgetKey;
import io.threadkeep.run.LeaseLostException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with budgets. */
final class BudgetFaults {

  private BudgetFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        Fault.in(
            "Budgets.reserve",
            "has room for one token more",
            Set.of("BUDGET-1", "BUDGET-6"),
            call -> asking(call, 2, BudgetFaults::raised)),
        Fault.in(
            "Budgets.reserve",
            "looks at the first budget alone",
            Set.of("BUDGET-3", "BUDGET-4", "BUDGET-11"),
            call -> call.with(2, claims(call, 2).subList(0, 1)).proceed()),
        Fault.in(
            "Budgets.reserve",
            "refuses without a word",
            Set.of("BUDGET-1", "BUDGET-2", "BUDGET-3", "BUDGET-6", "BUDGET-9", "BUDGET-12"),
            call -> {
              call.proceed();
              return Optional.empty();
            }),
        Fault.in(
            "Budgets.reserve",
            "lets a worker without a lease go on",
            Set.of("BUDGET-8"),
            BudgetFaults::unfenced),
        Fault.in(
            "Budgets.settle",
            "takes every call for all that it had reserved",
            Set.of("BUDGET-2", "BUDGET-3", "BUDGET-4", "BUDGET-5", "BUDGET-10", "BUDGET-11"),
            call -> null),
        Fault.of(
            "takes names that differ in case for one",
            Set.of("BUDGET-5"),
            store ->
                store
                    .twist("Budgets.reserve", call -> asking(call, 2, BudgetFaults::folded))
                    .twist("Budgets.states", call -> asking(call, 0, BudgetFaults::folded))),
        Fault.in("Budgets.sweep", "sweeps nothing", Set.of("BUDGET-7", "BUDGET-10"), call -> 0),
        Fault.in(
            "Budgets.sweep",
            "knows no bound",
            Set.of("BUDGET-7"),
            call -> call.with(0, Integer.MAX_VALUE).proceed()),
        Fault.in("Budgets.forget", "forgets no period", Set.of("BUDGET-10"), call -> 0));
  }

  private static BudgetClaim raised(BudgetClaim claim) {
    return new BudgetClaim(claim.key(), claim.limit() + 1, claim.amount());
  }

  private static BudgetClaim folded(BudgetClaim claim) {
    BudgetKey key = claim.key();
    return new BudgetClaim(
        new BudgetKey(
            key.name().toLowerCase(Locale.ROOT),
            key.period(),
            key.unit(),
            key.owner(),
            key.thread()),
        claim.limit(),
        claim.amount());
  }

  private static @Nullable Object unfenced(TwistedStore.Call call) throws Throwable {
    try {
      return call.proceed();
    } catch (LeaseLostException e) {
      return Optional.empty();
    }
  }

  private static @Nullable Object asking(
      TwistedStore.Call call, int index, UnaryOperator<BudgetClaim> otherwise) throws Throwable {
    return call.with(index, claims(call, index).stream().map(otherwise).toList()).proceed();
  }

  @SuppressWarnings("unchecked") // What the method takes.
  private static List<BudgetClaim> claims(TwistedStore.Call call, int index) {
    return (List<BudgetClaim>) Objects.requireNonNull(call.arguments().get(index));
  }
}
