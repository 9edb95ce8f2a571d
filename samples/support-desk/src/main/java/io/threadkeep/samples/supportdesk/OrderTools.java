package io.threadkeep.samples.supportdesk;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.threadkeep.samples.supportdesk.order.Order;
import io.threadkeep.samples.supportdesk.order.Orders;
import io.threadkeep.samples.supportdesk.order.Refund;
import io.threadkeep.samples.supportdesk.order.RefundRefusedException;
import io.threadkeep.tool.Tool;
import io.threadkeep.tool.ToolFailureException;
import io.threadkeep.tool.ToolRequest;
import io.threadkeep.tool.ToolTraits;
import io.threadkeep.tool.UnknownOutcome;
import io.threadkeep.tool.derive.Tools;
import java.util.Objects;

/**
 * What the assistant can do with orders. Whose orders is said by the ticket, never by the model:
 * its arguments are words that a customer may have put into its mouth.
 */
final class OrderTools {

  /** What the model has to say to look one up. */
  record OrderNumber(@JsonPropertyDescription("Such as A-1001.") String orderNumber) {}

  /** What the model has to say to pay one back. */
  record RefundWish(
      @JsonPropertyDescription("Such as A-1001.") String orderNumber,
      @JsonPropertyDescription("Why, in one sentence, for the clerk who decides.") String reason) {}

  private final Orders orders;

  OrderTools(Orders orders) {
    this.orders = orders;
  }

  /** Changes nothing, so it may be repeated, and needs nobody's consent. */
  Tool findOrder() {
    return Tools.typed(
            "find_order",
            "Looks up an order of the customer: what was bought, its price in euros, and where it"
                + " is.",
            OrderNumber.class,
            this::find)
        .strict();
  }

  /** Moves money: a clerk agrees first, and after a crash nobody tries it again unasked. */
  Tool refundOrder() {
    return Tools.typed(
            "refund_order",
            "Pays an order of the customer back. A clerk has to agree first.",
            RefundWish.class,
            this::refund)
        .strict()
        .traits(
            ToolTraits.defaults().needsApproval(true).unknownOutcome(UnknownOutcome.TELL_MODEL));
  }

  private Order find(OrderNumber wanted, ToolRequest request) {
    return orders
        .find(customer(request), wanted.orderNumber())
        .orElseThrow(
            () ->
                new ToolFailureException(
                    "This customer has no order " + wanted.orderNumber() + "."));
  }

  private Refund refund(RefundWish wish, ToolRequest request) {
    try {
      return orders.refund(customer(request), wish.orderNumber(), request.call().idempotencyKey());
    } catch (RefundRefusedException e) {
      throw new ToolFailureException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Every ticket belongs to one. */
  private static String customer(ToolRequest request) {
    return Objects.requireNonNull(request.call().scope().user(), "the ticket's customer");
  }
}
