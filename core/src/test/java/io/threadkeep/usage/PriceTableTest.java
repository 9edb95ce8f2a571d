package io.threadkeep.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.run.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PriceTableTest {
  private static final LocalDate SPRING = LocalDate.of(2025, 4, 14);
  private static final LocalDate AUTUMN = LocalDate.of(2025, 10, 1);

  private static final PriceTable TABLE =
      new PriceTable(
          "USD",
          List.of(
              price("mini", SPRING, "0.40", "0.10", "1.60"),
              price("mini", AUTUMN, "0.20", "0.05", "0.80"),
              price("mini-*", SPRING, "1", "1", "1"),
              price("mini-pro*", AUTUMN, "2", "2", "2")));

  @Test
  void aCostIsExactToTheLastToken() {
    Usage usage = new Usage(1_000_003, 1, 3, 1);
    // 1,000,000 at 0.40, 3 at 0.10, 1 at 1.60 for a million.
    assertThat(TABLE.cost("mini", SPRING, usage)).isEqualTo(exact("0.4000019"));
    assertThat(TABLE.cost("mini", SPRING, Usage.of(9_000_000_000_000L, 0)))
        .isEqualTo(exact("3600000"));
    assertThat(TABLE.cost("mini", SPRING, new Usage(5, 0, 9, 0)))
        .as("more cached than there are")
        .isEqualTo(exact("0.0000005"));
  }

  @Test
  void aPriceHoldsFromItsDayToTheNext() {
    Usage million = Usage.of(1_000_000, 0);
    assertThat(TABLE.cost("mini", AUTUMN.minusDays(1), million)).isEqualTo(exact("0.4"));
    assertThat(TABLE.cost("mini", AUTUMN, million)).isEqualTo(exact("0.2"));
    assertThat(TABLE.cost("mini", AUTUMN.plusYears(9), million)).isEqualTo(exact("0.2"));
    assertThat(TABLE.cost("mini", SPRING.minusDays(1), million)).isEqualTo(Cost.noPrice("mini"));
  }

  @Test
  void whatIsNotInTheTableHasNoPriceAndIsNotFree() {
    assertThat(TABLE.cost("mimi", AUTUMN, Usage.of(1, 1))).isEqualTo(Cost.noPrice("mimi"));
    assertThat(TABLE.cost("Mini", AUTUMN, Usage.of(1, 1))).isEqualTo(Cost.noPrice("Mini"));
    assertThat(TABLE.cost("minimal", AUTUMN, Usage.of(1, 1))).isEqualTo(Cost.noPrice("minimal"));
    assertThat(PriceTable.EMPTY.cost("mini", AUTUMN, Usage.NONE)).isEqualTo(Cost.noPrice("mini"));
  }

  @Test
  void aStarStandsForAnyEndAndTheLongestBeginningCounts() {
    assertThat(TABLE.find("mini-2025", AUTUMN)).map(Price::model).contains("mini-*");
    assertThat(TABLE.find("mini-pro-2025", AUTUMN)).map(Price::model).contains("mini-pro*");
    assertThat(TABLE.find("mini", AUTUMN)).map(Price::model).contains("mini");
    assertThat(TABLE.find("mini-pro-2025", SPRING))
        .as("a closer entry without a price for the day is no reason to take a looser one")
        .isEmpty();
  }

  @Test
  void twoPricesOfOneModelForOneDayAreRefused() {
    Price price = price("mini", SPRING, "1", "1", "1");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> new PriceTable("USD", List.of(price, price)))
        .withMessageContaining("mini")
        .withMessageContaining("2025-04-14");
  }

  @Test
  void whatCanBeNoPriceIsRefused() {
    for (String wrong : List.of("-0.01", "1000000.1", "0.0000000001", "1e-999999999", "1e10")) {
      assertThatExceptionOfType(InvalidInputException.class)
          .as(wrong)
          .isThrownBy(() -> price("mini", SPRING, "1", wrong, "1"));
    }
  }

  @Test
  void aSumSaysWhatItLacks() {
    Cost known = exact("1.5");
    Cost none = Cost.noPrice("x");
    assertThat(known.plus(known)).isEqualTo(exact("3")).hasToString("3");
    assertThat(known.plus(none))
        .isEqualTo(new Cost.AtLeast(new BigDecimal("1.5"), Set.of("x")))
        .hasToString("at least 1.5");
    assertThat(none.plus(Cost.noPrice("y"))).isEqualTo(new Cost.NoPrice(Set.of("x", "y")));
    assertThat(none.plus(known).plus(known).unpriced()).containsExactly("x");
    assertThat(none).hasToString("no price");
    assertThat(exact("100")).hasToString("100");
  }

  private static Cost exact(String amount) {
    return new Cost.Exact(new BigDecimal(amount));
  }

  private static Price price(
      String model, LocalDate from, String prompt, String cached, String completion) {
    return new Price(
        model, from, new BigDecimal(prompt), new BigDecimal(cached), new BigDecimal(completion));
  }
}
