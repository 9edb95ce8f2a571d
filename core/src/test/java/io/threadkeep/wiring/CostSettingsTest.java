package io.threadkeep.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.threadkeep.budget.Budget;
import io.threadkeep.budget.BudgetPeriod;
import io.threadkeep.budget.BudgetSubject;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.usage.Price;
import io.threadkeep.usage.PriceTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostSettingsTest {
  private static final Config REFERENCE = ConfigFactory.defaultReference();

  @Test
  void pricesAreReadAsTheyAreWritten() {
    Config prices =
        ConfigFactory.parseString(
                """
                threadkeep.prices {
                  currency = EUR
                  models = [
                    { model = "mini*", from = 2025-04-14, prompt = 0.40, cached-prompt = 0.10, completion = 1.60 }
                    { model = mini, from = "2025-10-01", prompt = 1, completion = 0.000000001 }
                  ]
                }
                """)
            .withFallback(REFERENCE);
    Settings settings = new Settings(prices);
    EngineOptions options = EngineSettings.read(settings);
    settings.requireNoProblems();
    assertThat(options.cost().prices())
        .isEqualTo(
            new PriceTable(
                "EUR",
                List.of(
                    new Price(
                        "mini*",
                        LocalDate.of(2025, 4, 14),
                        new BigDecimal("0.40"),
                        new BigDecimal("0.10"),
                        new BigDecimal("1.60")),
                    new Price(
                        "mini",
                        LocalDate.of(2025, 10, 1),
                        new BigDecimal("1"),
                        new BigDecimal("1"),
                        new BigDecimal("0.000000001")))));
  }

  @Test
  void budgetsAreReadInTokensAndInMoney() {
    Config budgets =
        ConfigFactory.parseString(
                """
                threadkeep.budgets {
                  answer-tokens = 700
                  limits = [
                    { name = chat, per = user, period = day, tokens = 100000 }
                    { name = bill, per = tenant, period = month, money = 2.50, tenant = acme }
                  ]
                }
                """)
            .withFallback(REFERENCE);
    Settings settings = new Settings(budgets);
    EngineOptions options = EngineSettings.read(settings);
    settings.requireNoProblems();
    assertThat(options.cost().answerTokens()).isEqualTo(700);
    assertThat(options.cost().budgets())
        .containsExactly(
            Budget.tokens("chat", BudgetSubject.USER, BudgetPeriod.DAY, 100_000),
            Budget.money("bill", BudgetSubject.TENANT, BudgetPeriod.MONTH, new BigDecimal("2.5"))
                .of("acme"));
    assertThat(options.cost().budgets().get(1).limit()).isEqualTo(2_500_000_000L);
  }

  @Test
  void mistakesInBudgetsSayWhereTheyAre() {
    Config wrong =
        ConfigFactory.parseString(
                """
                threadkeep.budgets.limits = [
                  { name = one, per = nobody, period = week, tokens = 0 }
                  { per = user, period = day, tokens = 5, money = 1 }
                  { name = two, per = user, period = day }
                  { name = three, per = user, period = day, money = -1 }
                ]
                """)
            .withFallback(REFERENCE);
    Settings settings = new Settings(wrong);
    EngineSettings.read(settings);
    assertThatThrownBy(settings::requireNoProblems)
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .extracting(ConfigProblem::key)
                    .containsExactlyInAnyOrder(
                        "threadkeep.budgets.limits[0].per",
                        "threadkeep.budgets.limits[0].period",
                        "threadkeep.budgets.limits[0].tokens",
                        "threadkeep.budgets.limits[1].name",
                        "threadkeep.budgets.limits[1].tokens",
                        "threadkeep.budgets.limits[2].tokens",
                        "threadkeep.budgets.limits[3].money"));
  }

  @Test
  void mistakesInPricesSayWhereTheyAre() {
    Config wrong =
        ConfigFactory.parseString(
                """
                threadkeep.prices.models = [
                  { model = one, from = yesterday, prompt = -1, completion = 1e99 }
                  { from = 2025-10-01, prompt = cheap, cached-prompt = 0.0000000001, completion = 1 }
                  { model = two, completion = 1 }
                ]
                """)
            .withFallback(REFERENCE);
    Settings settings = new Settings(wrong);
    EngineSettings.read(settings);
    assertThatThrownBy(settings::requireNoProblems)
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .extracting(ConfigProblem::key)
                    .containsExactlyInAnyOrder(
                        "threadkeep.prices.models[0].from",
                        "threadkeep.prices.models[0].prompt",
                        "threadkeep.prices.models[0].completion",
                        "threadkeep.prices.models[1].model",
                        "threadkeep.prices.models[1].prompt",
                        "threadkeep.prices.models[1].cached-prompt",
                        "threadkeep.prices.models[2].from",
                        "threadkeep.prices.models[2].prompt"));
  }

  @Test
  void twoPricesForOneDayAreAMistake() {
    Config wrong =
        ConfigFactory.parseString(
                """
                threadkeep.prices.models = [
                  { model = one, from = 2025-10-01, prompt = 1, completion = 1 }
                  { model = one, from = 2025-10-01, prompt = 2, completion = 1 }
                ]
                """)
            .withFallback(REFERENCE);
    Settings settings = new Settings(wrong);
    EngineSettings.read(settings);
    assertThatThrownBy(settings::requireNoProblems)
        .hasMessageContaining("threadkeep.prices.models")
        .hasMessageContaining("one from 2025-10-01");
  }
}
