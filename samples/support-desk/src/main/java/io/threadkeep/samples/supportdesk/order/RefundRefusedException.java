package io.threadkeep.samples.supportdesk.order;

/** An order that cannot be paid back; its message may be read by the customer. */
public final class RefundRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefundRefusedException(String message) {
    super(message);
  }
}
