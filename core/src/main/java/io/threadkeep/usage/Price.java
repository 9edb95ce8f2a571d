package io.threadkeep.usage;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.run.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a million tokens of one model cost from some day on, in the currency of the table.
 *
 * @param model as assistants name it; with a star at its end, all models whose names begin so
 * @param from the first UTC day; until the day of the model's next price
 * @param prompt 0 to 1,000,000 with at most 9 decimals, as the next two
 * @param cachedPrompt for prompt tokens that came from the provider's cache
 * @param completion reasoning included
 */
public record Price(
    String model,
    LocalDate from,
    BigDecimal prompt,
    BigDecimal cachedPrompt,
    BigDecimal completion) {
  public static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
  public static final int DECIMALS = 9;

  private static final int MILLION_DIGITS = 6;
  private static final String ANY_END = "*";

  public Price {
    Checks.requiredText("prices.model", model, Limits.MODEL);
    check("prices.prompt", prompt);
    check("prices.cached-prompt", cachedPrompt);
    check("prices.completion", completion);
  }

  /** Of {@code usage}, exactly. */
  public BigDecimal of(Usage usage) {
    long cached = Math.min(usage.cachedTokens(), usage.promptTokens());
    return times(prompt, usage.promptTokens() - cached)
        .add(times(cachedPrompt, cached))
        .add(times(completion, usage.completionTokens()))
        .movePointLeft(MILLION_DIGITS);
  }

  /** Whether {@code amount} can be a price. */
  public static boolean isAllowed(BigDecimal amount) {
    // The scale first: a number such as 1e-999999999 must not be written out.
    return amount.scale() <= DECIMALS
        && amount.scale() >= -DECIMALS
        && amount.signum() >= 0
        && amount.compareTo(MOST) <= 0;
  }

  boolean isFor(String name) {
    return model.endsWith(ANY_END)
        ? name.startsWith(model.substring(0, model.length() - ANY_END.length()))
        : name.equals(model);
  }

  /** How much of a name it fixes: a whole name more than any beginning. */
  int exactness() {
    return model.endsWith(ANY_END) ? model.length() - ANY_END.length() : Integer.MAX_VALUE;
  }

  private static BigDecimal times(BigDecimal price, long tokens) {
    return price.multiply(BigDecimal.valueOf(tokens));
  }

  private static void check(String field, BigDecimal amount) {
    if (!isAllowed(amount)) {
      throw new InvalidInputException(
          field, "0 to " + MOST + " with at most " + DECIMALS + " decimals", amount.toString());
    }
  }
}
