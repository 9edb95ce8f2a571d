package io.threadkeep.usage;

import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;

/** What something cost, as far as it is known; amounts are in the currency of the price table. */
public sealed interface Cost {
  /** The whole of it. */
  record Exact(BigDecimal amount) implements Cost {
    public Exact {
      amount = amount.stripTrailingZeros();
    }

    @Override
    public String toString() {
      return amount.toPlainString();
    }
  }

  /**
   * Part of it: the rest has no price.
   *
   * @param unpriced the models of the rest
   */
  record AtLeast(BigDecimal amount, Set<String> unpriced) implements Cost {
    public AtLeast {
      amount = amount.stripTrailingZeros();
      unpriced = Set.copyOf(unpriced);
    }

    @Override
    public String toString() {
      return "at least " + amount.toPlainString();
    }
  }

  /** Nothing of it has a price. */
  record NoPrice(Set<String> unpriced) implements Cost {
    public NoPrice {
      unpriced = Set.copyOf(unpriced);
    }

    @Override
    public String toString() {
      return "no price";
    }
  }

  /** Of nothing at all. */
  static Cost zero() {
    return new Exact(BigDecimal.ZERO);
  }

  static Cost noPrice(String model) {
    return new NoPrice(Set.of(model));
  }

  /** Whether all of it has a price. */
  default boolean isExact() {
    return this instanceof Exact;
  }

  /** The models without a price among what it is of. */
  default Set<String> unpriced() {
    return Set.of();
  }

  default Cost plus(Cost other) {
    Set<String> unpriced = new TreeSet<>(unpriced());
    unpriced.addAll(other.unpriced());
    boolean none = this instanceof NoPrice && other instanceof NoPrice;
    BigDecimal amount = known(this).add(known(other));
    return none
        ? new NoPrice(unpriced)
        : unpriced.isEmpty() ? new Exact(amount) : new AtLeast(amount, unpriced);
  }

  private static BigDecimal known(Cost cost) {
    if (cost instanceof Exact exact) {
      return exact.amount();
    }
    return cost instanceof AtLeast part ? part.amount() : BigDecimal.ZERO;
  }
}
