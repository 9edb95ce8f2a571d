package io.threadkeep.storage.memory;

import io.threadkeep.budget.BudgetKey;
import io.threadkeep.budget.BudgetUnit;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.StepId;
import io.threadkeep.store.Budgets.Spent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** What is spent and reserved. Guarded by {@link Memory}'s lock. */
final class BudgetBook {

  /** One budget in one period. */
  record Place(BudgetKey key, Instant start) {
    static Place of(BudgetKey key, Instant now) {
      return new Place(key, key.period().start(now));
    }
  }

  record Sums(long spent, long reserved) {
    static final Sums NONE = new Sums(0, 0);
  }

  record Reserved(RunId run, long token, StepId call, Place place, long amount) {
    long cameTo(Spent spent) {
      if (place.key().unit() == BudgetUnit.TOKENS) {
        return spent.tokens();
      }
      Long money = spent.money();
      return money == null ? amount : money;
    }
  }

  private final Map<Place, Sums> sums = new HashMap<>();
  private final List<Reserved> reserved = new ArrayList<>();

  Sums of(Place place) {
    return sums.getOrDefault(place, Sums.NONE);
  }

  boolean has(RunId run, StepId call) {
    return reserved.stream().anyMatch(r -> r.run().equals(run) && r.call().equals(call));
  }

  void reserve(Reserved more) {
    reserved.add(more);
    Sums was = of(more.place());
    sums.put(more.place(), new Sums(was.spent(), was.reserved() + more.amount()));
  }

  /** Ends up to {@code limit} of those reservations; returns how many. */
  int end(Predicate<Reserved> which, int limit, ToLongFunction<Reserved> spent) {
    List<Reserved> ended = reserved.stream().filter(which).limit(limit).toList();
    for (Reserved one : ended) {
      reserved.remove(one);
      sums.computeIfPresent(
          one.place(),
          (same, was) ->
              new Sums(was.spent() + spent.applyAsLong(one), was.reserved() - one.amount()));
    }
    return ended.size();
  }

  /** Of a user, or of a whole tenant. */
  void erase(Scope scope) {
    // What is still reserved is not to be taken off what is begun anew.
    reserved.removeIf(one -> scope.reaches(one.place().key().owner()));
    sums.keySet().removeIf(place -> scope.reaches(place.key().owner()));
  }

  boolean hasAny(Scope scope) {
    return sums.keySet().stream().anyMatch(place -> scope.reaches(place.key().owner()));
  }

  int forget(Predicate<Map.Entry<Place, Sums>> which, int limit) {
    List<Place> gone =
        sums.entrySet().stream().filter(which).limit(limit).map(Map.Entry::getKey).toList();
    gone.forEach(sums::remove);
    return gone.size();
  }
}
