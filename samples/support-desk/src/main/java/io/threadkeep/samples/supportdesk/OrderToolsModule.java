package io.threadkeep.samples.supportdesk;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.threadkeep.samples.supportdesk.order.Orders;
import io.threadkeep.tool.Tool;

/** Tools need services of the host: Guice makes them, and the workers find them in a set. */
final class OrderToolsModule extends AbstractModule {

  @Provides
  @Singleton
  OrderTools tools(Orders orders) {
    return new OrderTools(orders);
  }

  @ProvidesIntoSet
  Tool findOrder(OrderTools tools) {
    return tools.findOrder();
  }

  @ProvidesIntoSet
  Tool refundOrder(OrderTools tools) {
    return tools.refundOrder();
  }
}
