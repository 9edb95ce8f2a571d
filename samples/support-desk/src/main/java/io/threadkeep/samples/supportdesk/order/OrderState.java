package io.threadkeep.samples.supportdesk.order;

/** Where an order is. */
public enum OrderState {
  ON_ITS_WAY,
  DELIVERED,
  REFUNDED
}
