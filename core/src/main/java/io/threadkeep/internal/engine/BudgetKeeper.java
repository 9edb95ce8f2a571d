package io.threadkeep.internal.engine;

import io.threadkeep.budget.Budget;
import io.threadkeep.budget.BudgetClaim;
import io.threadkeep.budget.BudgetExceededException;
import io.threadkeep.budget.BudgetKey;
import io.threadkeep.budget.BudgetState;
import io.threadkeep.budget.BudgetUnit;
import io.threadkeep.budget.ModelWithoutPriceException;
import io.threadkeep.context.ModelLimits;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.options.CostOptions;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.Usage;
import io.threadkeep.store.Budgets;
import io.threadkeep.store.Budgets.Spent;
import io.threadkeep.usage.Price;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that no model call is made that a budget has no room for. What a call may come to at
 * most is reserved before it; a run without budgets costs no look at the store.
 */
final class BudgetKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(BudgetKeeper.class);

  /** What a call may use at most, and what that costs on the day; null if nobody has said. */
  private record Priced(String model, Usage usage, LocalDate day, @Nullable Price price) {}

  private final Budgets budgets;
  private final CostOptions options;
  private final ModelLimits models;
  private final InstantSource clock;
  private final Listeners listeners;

  BudgetKeeper(
      Budgets budgets,
      CostOptions options,
      ModelLimits models,
      InstantSource clock,
      Listeners listeners) {
    this.budgets = budgets;
    this.options = options;
    this.models = models;
    this.clock = clock;
    this.listeners = listeners;
  }

  /**
   * @return what is to be settled; null if there is nothing
   * @throws BudgetExceededException if a budget has no room for the call
   * @throws ModelWithoutPriceException if a budget is in money, and the model has no price
   */
  @Nullable Reservation reserve(LeasedRun attempt, RunAction.CallModel action) {
    if (!options.hasBudgets()) {
      return null;
    }
    Run run = attempt.run();
    Priced most =
        priced(action.model(), Usage.of(action.call().manifest().tokens(), answer(action)));
    List<BudgetClaim> claims = claims(run.owner(), run.threadId(), most);
    if (claims.isEmpty()) {
      return null;
    }
    Optional<BudgetState> refused = budgets.reserve(attempt.lease(), action.call().step(), claims);
    if (refused.isPresent()) {
      BudgetExceededException refusal = refusal(refused.get(), claims);
      listeners.tell(listener -> listener.budgetRefused(attempt, refusal));
      throw refusal;
    }
    return new Reservation(run.id(), action.call().step(), most.price());
  }

  /**
   * Whether there is room for a call beside all runs. Nothing is reserved for it, and no budget is
   * charged with it: only a run's lease tells when a reservation is left behind.
   *
   * @throws ModelWithoutPriceException as {@link #reserve}
   */
  boolean haveRoom(Scope owner, ThreadId thread, String model, Usage most) {
    if (!options.hasBudgets()) {
      return true;
    }
    List<BudgetClaim> claims = claims(owner, thread, priced(model, most));
    List<BudgetState> states = claims.isEmpty() ? List.of() : budgets.states(claims);
    for (int i = 0; i < states.size(); i++) {
      if (!states.get(i).allows(claims.get(i).amount())) {
        return false;
      }
    }
    return true;
  }

  private Priced priced(String model, Usage most) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return new Priced(model, most, today, options.prices().find(model, today).orElse(null));
  }

  /** The call has come to {@code used}; to all that was reserved, if that is null. */
  void settle(@Nullable Reservation reserved, @Nullable Usage used) {
    if (reserved == null || used == null) {
      // All that was reserved is spent once the run goes on or ends: see Budgets.
      return;
    }
    Price price = reserved.price();
    Spent spent =
        new Spent(
            used.totalTokens(), price == null ? null : BudgetUnit.MONEY.count(price.of(used)));
    try {
      budgets.settle(reserved.run(), reserved.call(), spent);
    } catch (ThreadkeepException e) {
      LOG.warn(
          "{}: what its model call came to is not told to its budgets, which take it for all that was reserved: {}",
          reserved.run(),
          e.getMessage());
    }
  }

  private List<BudgetClaim> claims(Scope owner, ThreadId thread, Priced most) {
    return distinct(
        options.budgets(owner, thread).stream()
            .map(
                budget ->
                    new BudgetClaim(
                        budget.key(owner, thread), budget.limit(), amount(budget, most)))
            .toList());
  }

  private static long amount(Budget budget, Priced most) {
    if (budget.unit() != BudgetUnit.MONEY) {
      return most.usage().totalTokens();
    } else if (most.price() == null) {
      throw new ModelWithoutPriceException(most.model(), budget.name(), most.day());
    }
    return BudgetUnit.MONEY.count(dearest(most.price(), most.usage()));
  }

  /** Of two claims to one budget, that of the lower limit: a host may have named it twice. */
  private static List<BudgetClaim> distinct(List<BudgetClaim> claims) {
    Map<BudgetKey, BudgetClaim> distinct = new LinkedHashMap<>();
    claims.forEach(
        claim ->
            distinct.merge(
                claim.key(), claim, (one, other) -> one.limit() <= other.limit() ? one : other));
    return List.copyOf(distinct.values());
  }

  /** Whether or not the prompt comes from a cache: some charge more for that. */
  private static BigDecimal dearest(Price price, Usage most) {
    Usage cached = new Usage(most.promptTokens(), most.completionTokens(), most.promptTokens(), 0);
    return price.of(most).max(price.of(cached));
  }

  /** How long the answer may be. */
  private int answer(RunAction.CallModel action) {
    Integer bound = action.request().settings().maxCompletionTokens();
    return bound != null
        ? bound
        : models
            .of(action.model())
            .map(ModelLimits.Limit::outputTokens)
            .orElse(options.answerTokens());
  }

  private static BudgetExceededException refusal(BudgetState state, List<BudgetClaim> claims) {
    long asked =
        claims.stream()
            .filter(claim -> claim.key().equals(state.key()))
            .mapToLong(BudgetClaim::amount)
            .findFirst()
            .orElse(0);
    return new BudgetExceededException(state, asked);
  }
}
