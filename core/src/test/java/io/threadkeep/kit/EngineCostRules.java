package io.threadkeep.kit;

import static io.threadkeep.kit.Spending.USED;
import static io.threadkeep.kit.Spending.budget;
import static io.threadkeep.kit.Spending.options;
import static io.threadkeep.kit.Spending.using;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.budget.Budget;
import io.threadkeep.budget.BudgetPeriod;
import io.threadkeep.budget.BudgetState;
import io.threadkeep.budget.BudgetSubject;
import io.threadkeep.options.CostOptions;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunStatus;
import io.threadkeep.usage.Cost;
import io.threadkeep.usage.Price;
import io.threadkeep.usage.PriceTable;
import io.threadkeep.usage.UsageKey;
import io.threadkeep.usage.UsageQuery;
import io.threadkeep.usage.UsageReport;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * ENGINE-106 and 107: what runs cost.
 *
 * <ol start="106">
 *   <li>A budget in money refuses a model without a price, and reckons with one that has.
 *   <li>A report tells tokens and costs of what has been run.
 * </ol>
 */
interface EngineCostRules extends StoreRules {

  @ContractRule("ENGINE-106")
  default void aBudgetInMoneyNeedsPrices(Trial trial) {
    CostOptions money =
        CostOptions.none()
            .budgets(
                Budget.money(
                    "bill", BudgetSubject.TENANT, BudgetPeriod.MONTH, new BigDecimal("0.02")));
    PuppetTransport transport = using(USED);
    try (Workplace workplace = new Workplace(trial, trial.store(), transport, options(money))) {
      Run failed = Workplace.end(workplace.ask("How much?"));
      assertThat(failed.error())
          .isNotNull()
          .satisfies(
              error -> {
                assertThat(error.code()).isEqualTo(RunError.Code.SERVER_ERROR);
                assertThat(error.message())
                    .contains("'bill'", NewAssistant.DEFAULT_MODEL, "threadkeep.prices.models");
              });
      assertThat(transport.requests()).isEmpty();
    }
    try (Workplace workplace =
        new Workplace(trial, trial.store(), transport, options(money.prices(prices())))) {
      assertThat(Workplace.end(workplace.ask("How much?")).status()).isEqualTo(RunStatus.COMPLETED);
      // 50 at 1, 10 at 0.5 and 40 at 4 for a million, in billionths.
      assertThat(budget(workplace))
          .extracting(BudgetState::spent, BudgetState::reserved)
          .containsExactly(215_000L, 0L);
    }
  }

  @ContractRule("ENGINE-107")
  default void aReportTellsTokensAndCosts(Trial trial) {
    try (Workplace workplace =
        new Workplace(
            trial, trial.store(), using(USED), options(CostOptions.none().prices(prices())))) {
      Workplace.end(workplace.ask("first"));
      Workplace.end(workplace.ask("second"));
      UsageReport report =
          workplace.keep().usage().report(UsageQuery.ever().by(UsageKey.ASSISTANT, UsageKey.DAY));
      assertThat(report.lines()).hasSize(1);
      UsageReport.Line line = report.lines().get(0);
      assertThat(line.group().assistant()).isEqualTo(workplace.assistant().id());
      assertThat(line.group().day()).isEqualTo(LocalDate.of(2026, 11, 21));
      assertThat(line.usage()).isEqualTo(USED.plus(USED));
      assertThat(report.total().cost()).isEqualTo(new Cost.Exact(new BigDecimal("0.00043")));
      workplace.keep().conversations().delete(workplace.chat().id());
      assertThat(workplace.keep().usage().report(report.query())).isEqualTo(report);
    }
  }

  private static PriceTable prices() {
    return new PriceTable(
        "EUR",
        List.of(
            new Price(
                NewAssistant.DEFAULT_MODEL,
                LocalDate.of(2025, 1, 1),
                new BigDecimal("1"),
                new BigDecimal("0.5"),
                new BigDecimal("4"))));
  }
}
