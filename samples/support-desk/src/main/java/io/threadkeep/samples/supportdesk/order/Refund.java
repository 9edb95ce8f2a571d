package io.threadkeep.samples.supportdesk.order;

import java.math.BigDecimal;

/**
 * Money that was paid back.
 *
 * @param amount in euros
 */
public record Refund(String number, String orderNumber, BigDecimal amount) {}
