package io.threadkeep.samples.supportdesk.order;

import java.util.Optional;

/** The shop's orders, wherever they are kept. Safe for use by many threads. */
public interface Orders {

  /** An order of this customer; nobody else's is ever found. */
  Optional<Order> find(String customer, String number);

  /**
   * Pays an order back. A second call with the same key returns the first one's refund, and pays
   * nothing.
   *
   * @throws RefundRefusedException if this customer has no such order, or it was paid back already
   */
  Refund refund(String customer, String number, String idempotencyKey);
}
