package io.threadkeep.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a budget counts; always in whole numbers, so that sums are exact in every store. */
public enum BudgetUnit {
  /** Of prompts and answers together. */
  TOKENS(0),
  /** In billionths of the price table's currency. */
  MONEY(9);

  /** As a count, what no budget and no call goes beyond. */
  public static final long MOST = 1_000_000_000_000_000_000L;

  private final int decimals;

  BudgetUnit(int decimals) {
    this.decimals = decimals;
  }

  /** As a count, rounded up; {@link #MOST} at most. */
  public long count(BigDecimal amount) {
    BigDecimal counted = amount.movePointRight(decimals).setScale(0, RoundingMode.CEILING);
    return counted.min(BigDecimal.valueOf(MOST)).longValueExact();
  }

  /** As people say it: tokens, or money. */
  public BigDecimal amount(long count) {
    return new BigDecimal(BigDecimal.valueOf(count, decimals).stripTrailingZeros().toPlainString());
  }
}
