package io.threadkeep.samples.supportdesk.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InMemoryOrdersTest {
  private final Orders orders = InMemoryOrders.sample();

  @Test
  void anOrderIsPaidBackOncePerKey() {
    Refund first = orders.refund("ann", "A-1002", "key");
    assertThat(orders.refund("ann", "A-1002", "key")).isEqualTo(first);
    assertThat(first.amount()).isEqualByComparingTo("24.50");
    assertThat(orders.find("ann", "A-1002")).map(Order::state).hasValue(OrderState.REFUNDED);
  }

  @Test
  void whatWasPaidBackIsNotPaidBackAgain() {
    Refund unused = orders.refund("ann", "A-1002", "key");
    assertThatThrownBy(() -> orders.refund("ann", "A-1002", "another key"))
        .isInstanceOf(RefundRefusedException.class)
        .hasMessage("Order A-1002 was paid back already.");
  }

  @Test
  void nobodyReachesAnotherCustomersOrder() {
    assertThat(orders.find("ann", "A-1003")).isEmpty();
    assertThatThrownBy(() -> orders.refund("ann", "A-1003", "key"))
        .isInstanceOf(RefundRefusedException.class);
    assertThat(orders.find("ben", "A-1003")).map(Order::state).hasValue(OrderState.DELIVERED);
  }
}
