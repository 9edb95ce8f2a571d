package io.threadkeep.wiring;

import io.threadkeep.budget.Budget;
import io.threadkeep.budget.BudgetPeriod;
import io.threadkeep.budget.BudgetSubject;
import io.threadkeep.budget.BudgetUnit;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Limits;
import io.threadkeep.options.CostOptions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code threadkeep.budgets}. */
final class BudgetSettings {
  private static final BigDecimal MOST_MONEY = BudgetUnit.MONEY.amount(BudgetUnit.MOST);

  private BudgetSettings() {}

  static CostOptions read(Settings settings, CostOptions cost) {
    int answer =
        settings.number("threadkeep.budgets.answer-tokens", 1, CostOptions.MOST_ANSWER_TOKENS);
    List<Budget> budgets = new ArrayList<>();
    for (Settings section : settings.sections("threadkeep.budgets.limits")) {
      budget(section).ifPresent(budgets::add);
    }
    try {
      return cost.answerTokens(answer).budgets(budgets.toArray(Budget[]::new));
    } catch (InvalidInputException e) {
      settings.problem("threadkeep.budgets.limits", e.found(), e.limit());
      return cost;
    }
  }

  private static Optional<Budget> budget(Settings section) {
    String name = text(section, "name", section.text("name"), Budget.NAME);
    BudgetSubject per = section.oneOf("per", BudgetSubject.class);
    BudgetPeriod period = section.oneOf("period", BudgetPeriod.class);
    Optional<String> tenant = section.optionalText("tenant");
    tenant.ifPresent(one -> text(section, "tenant", one, Limits.TENANT));
    if (section.has("tokens") == section.has("money")) {
      section.problem(
          "tokens",
          section.has("tokens") ? "tokens and money" : "nothing",
          "either tokens or money: the limit of a period");
      return Optional.empty();
    }
    Optional<Budget> budget =
        section.has("tokens")
            ? section
                .decimal("tokens", "a whole number from 1", BudgetSettings::isTokens)
                .map(limit -> Budget.tokens(named(name), per, period, limit.longValueExact()))
            : section
                .decimal("money", "more than 0, up to " + MOST_MONEY, BudgetSettings::isMoney)
                .map(limit -> Budget.money(named(name), per, period, limit));
    return tenant.isPresent() ? budget.map(all -> all.of(tenant.get())) : budget;
  }

  private static boolean isTokens(BigDecimal limit) {
    return limit.scale() <= 0
        && limit.scale() >= -18
        && limit.signum() > 0
        && limit.compareTo(BigDecimal.valueOf(BudgetUnit.MOST)) <= 0;
  }

  private static boolean isMoney(BigDecimal limit) {
    return limit.scale() <= 9
        && limit.scale() >= -9
        && limit.signum() > 0
        && limit.compareTo(MOST_MONEY) <= 0;
  }

  private static String text(Settings section, String key, String text, int most) {
    if (text.length() > most) {
      section.problem(key, text, "at most " + most + " characters");
      return "";
    }
    return text;
  }

  /** Something harmless where the name is a mistake. */
  private static String named(String name) {
    return name.isEmpty() ? "unnamed" : name;
  }
}
