package io.threadkeep.usage;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Checks;
import io.threadkeep.run.Usage;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What models cost, by day. Threadkeep knows no prices: they are the host's to say.
 *
 * <p>Of several entries that fit a model's name the one counts that fixes the most of it, and of
 * its prices the newest that holds on the day.
 *
 * @param currency such as {@code USD}, of 1 to 16 characters
 */
public record PriceTable(String currency, List<Price> prices) {
  public static final int CURRENCY = 16;

  /** Where nothing has a price. */
  public static final PriceTable EMPTY = new PriceTable("USD", List.of());

  private static final Comparator<Price> BEST =
      Comparator.comparingInt(Price::exactness).thenComparing(Price::from);

  /** What one entry must not share with another. */
  private record Place(String model, LocalDate from) {}

  public PriceTable {
    Checks.requiredText("prices.currency", currency, CURRENCY);
    prices = List.copyOf(prices);
    Set<Place> seen = new HashSet<>();
    for (Price price : prices) {
      if (!seen.add(new Place(price.model(), price.from()))) {
        throw new InvalidInputException(
            "prices.models",
            "one price of each model for each day",
            "two of " + price.model() + " from " + price.from());
      }
    }
  }

  public Optional<Price> find(String model, LocalDate day) {
    int exactness =
        prices.stream()
            .filter(price -> price.isFor(model))
            .mapToInt(Price::exactness)
            .max()
            .orElse(-1);
    return prices.stream()
        .filter(price -> price.isFor(model) && price.exactness() == exactness)
        .filter(price -> !price.from().isAfter(day))
        .max(BEST);
  }

  /** What {@code usage} of a model cost on that day. */
  public Cost cost(String model, LocalDate day, Usage usage) {
    return find(model, day)
        .<Cost>map(price -> new Cost.Exact(price.of(usage)))
        .orElseGet(() -> Cost.noPrice(model));
  }

  /** The days after {@code from}, up to {@code to}, on which some price of those begins to hold. */
  SortedSet<LocalDate> changes(LocalDate from, LocalDate to, Predicate<Price> which) {
    SortedSet<LocalDate> days = new TreeSet<>();
    for (Price price : prices) {
      if (which.test(price) && price.from().isAfter(from) && !price.from().isAfter(to)) {
        days.add(price.from());
      }
    }
    return days;
  }
}
