package io.threadkeep.samples.supportdesk.order;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stands in for the shop's own database; forgets all refunds when it ends. */
public final class InMemoryOrders implements Orders {

  /** By number, as is all below guarded by {@code this}. */
  private final Map<String, Order> orders = new HashMap<>();

  /** By idempotency key. */
  private final Map<String, Refund> refunds = new HashMap<>();

  public InMemoryOrders(List<Order> orders) {
    orders.forEach(order -> this.orders.put(order.number(), order));
  }

  /** A few orders of two customers. */
  public static InMemoryOrders sample() {
    return new InMemoryOrders(
        List.of(
            order("A-1001", "ann", "Kettle", "39.90", OrderState.ON_ITS_WAY),
            order("A-1002", "ann", "Desk lamp", "24.50", OrderState.DELIVERED),
            order("A-1003", "ben", "Office chair", "189.00", OrderState.DELIVERED)));
  }

  @Override
  public synchronized Optional<Order> find(String customer, String number) {
    return Optional.ofNullable(orders.get(number))
        .filter(order -> order.customer().equals(customer));
  }

  @Override
  public synchronized Refund refund(String customer, String number, String idempotencyKey) {
    Refund paid = refunds.get(idempotencyKey);
    if (paid != null) {
      return paid;
    }
    Order order =
        find(customer, number)
            .orElseThrow(
                () -> new RefundRefusedException("This customer has no order " + number + "."));
    if (order.state() == OrderState.REFUNDED) {
      throw new RefundRefusedException("Order " + number + " was paid back already.");
    }
    Refund refund = new Refund("R-" + (refunds.size() + 1), number, order.price());
    orders.put(number, order.state(OrderState.REFUNDED));
    refunds.put(idempotencyKey, refund);
    return refund;
  }

  private static Order order(
      String number, String customer, String item, String price, OrderState state) {
    return new Order(number, customer, item, new BigDecimal(price), state);
  }
}
