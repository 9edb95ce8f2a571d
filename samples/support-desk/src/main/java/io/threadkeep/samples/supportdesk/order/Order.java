package io.threadkeep.samples.supportdesk.order;

import java.math.BigDecimal;

/**
 * What somebody has bought.
 *
 * @param price in euros
 */
public record Order(
    String number, String customer, String item, BigDecimal price, OrderState state) {

  Order state(OrderState newState) {
    return new Order(number, customer, item, price, newState);
  }
}
