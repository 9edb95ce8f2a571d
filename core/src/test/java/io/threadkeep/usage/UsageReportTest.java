package io.threadkeep.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.run.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UsageReportTest {
  private static final LocalDate FIRST = LocalDate.of(2025, 9, 1);
  private static final LocalDate CHANGE = LocalDate.of(2025, 10, 1);
  private static final LocalDate LAST = LocalDate.of(2025, 10, 31);
  private static final Usage MILLION = Usage.of(1_000_000, 0);

  private static final PriceTable PRICES =
      new PriceTable("EUR", List.of(price("mini", FIRST, 4), price("mini", CHANGE, 2)));

  private final List<UsageQuery> asked = new ArrayList<>();

  @Test
  void eachPartOfAPeriodIsReckonedAtItsOwnPrices() {
    UsageReport report =
        report(
            UsageQuery.between(FIRST, LAST).by(UsageKey.USER),
            line("ann", "mini", MILLION),
            line("bob", "mini", MILLION));
    assertThat(report.currency()).isEqualTo("EUR");
    assertThat(report.lines())
        .extracting(line -> line.group().user(), UsageReport.Line::runs, UsageReport.Line::cost)
        .containsExactly(tuple("ann", 2L, exact(6)), tuple("bob", 2L, exact(6)));
    assertThat(report.total().usage()).isEqualTo(Usage.of(4_000_000, 0));
    assertThat(report.total().cost()).isEqualTo(exact(12));
    assertThat(asked)
        .extracting(UsageQuery::from, UsageQuery::to)
        .as("which models there are, and then each part")
        .containsExactly(
            tuple(FIRST, LAST), tuple(FIRST, CHANGE.minusDays(1)), tuple(CHANGE, LAST));
  }

  @Test
  void pricesOfModelsThatWereNotUsedCostNoFurtherQuestion() {
    report(UsageQuery.between(FIRST, LAST).by(UsageKey.USER), line("ann", "other", MILLION));
    assertThat(asked)
        .extracting(UsageQuery::from, UsageQuery::to)
        .containsExactly(tuple(FIRST, LAST), tuple(FIRST, LAST));
  }

  @Test
  void aTotalWithUnpricedPartsSaysAtLeast() {
    UsageReport report =
        report(
            UsageQuery.on(CHANGE).by(UsageKey.USER),
            line("ann", "mini", MILLION),
            line("ann", "other", MILLION),
            line("bob", "other", MILLION),
            line("cid", null, MILLION));
    assertThat(report.lines())
        .extracting(UsageReport.Line::cost)
        .containsExactly(
            new Cost.AtLeast(BigDecimal.valueOf(2), Set.of("other")),
            Cost.noPrice("other"),
            Cost.noPrice(UsageReport.UNKNOWN_MODEL));
    assertThat(report.total().cost())
        .isEqualTo(
            new Cost.AtLeast(BigDecimal.valueOf(2), Set.of("other", UsageReport.UNKNOWN_MODEL)));
  }

  @Test
  void modelsAreShownWhereTheyAreAskedFor() {
    UsageReport report =
        report(
            UsageQuery.on(CHANGE).by(UsageKey.MODEL),
            line(null, "other", MILLION),
            line(null, "mini", MILLION));
    assertThat(report.lines())
        .extracting(line -> line.group().model())
        .containsExactly("mini", "other");
  }

  @Test
  void nothingCostsNothing() {
    UsageReport report = report(UsageQuery.on(CHANGE));
    assertThat(report.lines()).isEmpty();
    assertThat(report.total().runs()).isZero();
    assertThat(report.total().cost()).isEqualTo(exact(0));
  }

  @Test
  void daysInTheWrongOrderAreRefused() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> UsageQuery.between(LAST, FIRST));
  }

  private UsageReport report(UsageQuery query, UsageLine... lines) {
    return UsageReport.of(
        query,
        PRICES,
        part -> {
          asked.add(part);
          assertThat(part.by()).contains(UsageKey.MODEL);
          return List.of(lines);
        });
  }

  private static UsageLine line(@Nullable String user, @Nullable String model, Usage usage) {
    return new UsageLine(new UsageGroup(null, user, null, null, model), 1, usage);
  }

  private static Cost exact(long amount) {
    return new Cost.Exact(BigDecimal.valueOf(amount));
  }

  private static Price price(String model, LocalDate from, long each) {
    BigDecimal amount = BigDecimal.valueOf(each);
    return new Price(model, from, amount, amount, amount);
  }
}
