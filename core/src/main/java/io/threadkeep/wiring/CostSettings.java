package io.threadkeep.wiring;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Limits;
import io.threadkeep.options.CostOptions;
import io.threadkeep.usage.Price;
import io.threadkeep.usage.PriceTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code threadkeep.prices}, and has the budgets read. */
final class CostSettings {

  private CostSettings() {}

  static CostOptions read(Settings settings) {
    return BudgetSettings.read(settings, CostOptions.none().prices(prices(settings)));
  }

  private static PriceTable prices(Settings settings) {
    String key = "threadkeep.prices.currency";
    String currency = settings.text(key);
    if (currency.isEmpty() || currency.length() > PriceTable.CURRENCY) {
      settings.problem(key, currency, "1 to " + PriceTable.CURRENCY + " characters");
      return PriceTable.EMPTY;
    }
    List<Price> prices = new ArrayList<>();
    for (Settings section : settings.sections("threadkeep.prices.models")) {
      price(section).ifPresent(prices::add);
    }
    try {
      return new PriceTable(currency, prices);
    } catch (InvalidInputException e) {
      settings.problem("threadkeep.prices.models", e.found(), e.limit());
      return PriceTable.EMPTY;
    }
  }

  private static Optional<Price> price(Settings section) {
    String model = section.text("model");
    Optional<LocalDate> from = section.date("from");
    Optional<BigDecimal> prompt = amount(section, "prompt");
    Optional<BigDecimal> completion = amount(section, "completion");
    Optional<BigDecimal> cached =
        section.has("cached-prompt") ? amount(section, "cached-prompt") : prompt;
    if (model.length() > Limits.MODEL) {
      section.problem("model", model, "at most " + Limits.MODEL + " characters");
      return Optional.empty();
    }
    boolean whole =
        !model.isEmpty()
            && from.isPresent()
            && prompt.isPresent()
            && cached.isPresent()
            && completion.isPresent();
    return whole
        ? Optional.of(new Price(model, from.get(), prompt.get(), cached.get(), completion.get()))
        : Optional.empty();
  }

  private static Optional<BigDecimal> amount(Settings section, String key) {
    return section.decimal(
        key,
        "a price of a million tokens, 0 to "
            + Price.MOST
            + " with "
            + Price.DECIMALS
            + " decimals at most",
        Price::isAllowed);
  }
}
