package io.threadkeep.samples.supportdesk;

import static io.threadkeep.transport.fake.assertion.FakeTransportAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.PendingRun;
import io.threadkeep.Threadkeep;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.message.Message;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.AnswerConflictException;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.samples.supportdesk.order.InMemoryOrders;
import io.threadkeep.samples.supportdesk.order.Order;
import io.threadkeep.samples.supportdesk.order.OrderState;
import io.threadkeep.samples.supportdesk.order.Orders;
import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.transport.fake.FakeTransportBuilder;
import io.threadkeep.transport.fake.junit.AllowLeftovers;
import io.threadkeep.transport.fake.junit.Replies;
import io.threadkeep.transport.fake.junit.Script;
import io.threadkeep.transport.fake.junit.ThreadkeepExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The desk's own promises, on a model that does as it is told, in no time. */
class HelpDeskTest {
  private static final Duration AT_MOST = Duration.ofMinutes(1);

  private final Orders orders = InMemoryOrders.sample();
  private final OrderTools tools = new OrderTools(orders);

  @RegisterExtension
  final ThreadkeepExtension extension =
      new ThreadkeepExtension().tools(tools.findOrder(), tools.refundOrder());

  private HelpDesk desk;

  @BeforeEach
  void open(Threadkeep keep) {
    desk = new HelpDesk(keep);
  }

  @Test
  @Script("lookUp")
  void anOrderIsLookedUpForItsCustomer(FakeTransport fake) {
    PendingRun run = desk.say(desk.open("ann", "Kettle"), "Where is A-1001?");

    assertThat(run.await(AT_MOST).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.reply().map(Message::text)).hasValue("It is on its way.");
    assertThat(fake).call(1).sawTools("find_order", "refund_order").sawUser("Where is A-1001?");
    assertThat(fake)
        .call(2)
        .sawToolResult("find_order", "\"item\":\"Kettle\"")
        .sawToolResult("find_order", "ON_ITS_WAY");
  }

  @Test
  @Script("lookUp")
  void nobodyIsToldOfAnotherCustomersOrder(FakeTransport fake) {
    Run run = desk.say(desk.open("ben", "Kettle"), "Where is A-1001?").await(AT_MOST);

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(fake)
        .call(2)
        .sawToolResult("find_order", "This customer has no order A-1001.")
        .didNotSee("Kettle\"");
  }

  @Test
  @Script("refund")
  void aRefundIsPaidOnceAClerkHasAgreed(FakeTransport fake) {
    Ticket ticket = desk.open("ann", "Lamp");
    PendingRun run = desk.say(ticket, "The lamp is broken.");
    assertThat(run.awaitStop(AT_MOST).status()).isEqualTo(RunStatus.REQUIRES_ACTION);
    assertThat(stateOfLamp()).isEqualTo(OrderState.DELIVERED);

    List<ApprovalRequest> waiting = desk.waiting();
    assertThat(waiting).hasSize(1);
    assertThat(waiting.get(0).ticket()).isEqualTo(ticket);
    assertThat(waiting.get(0).calls().get(0).arguments()).contains("A-1002", "It is broken.");

    Run unused = desk.approve(waiting.get(0));
    assertThat(run.await(AT_MOST).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(stateOfLamp()).isEqualTo(OrderState.REFUNDED);
    assertThat(fake).call(2).sawToolResult("refund_order", "24.50");
    assertThat(desk.waiting()).isEmpty();

    // A clerk whose click came twice changes nothing; one who says otherwise is told.
    assertThat(desk.approve(waiting.get(0)).status()).isEqualTo(RunStatus.COMPLETED);
    assertThatThrownBy(() -> desk.decline(waiting.get(0), "No."))
        .isInstanceOf(AnswerConflictException.class);
  }

  @Test
  @Script("refund")
  void whatAClerkDeclinesIsNotDoneAndTheModelReadsWhy(FakeTransport fake) {
    PendingRun run = desk.say(desk.open("ann", "Lamp"), "The lamp is broken.");
    assertThat(run.awaitStop(AT_MOST).status()).isEqualTo(RunStatus.REQUIRES_ACTION);

    Run unused = desk.decline(desk.waiting().get(0), "It was used for years.");

    assertThat(run.await(AT_MOST).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(stateOfLamp()).isEqualTo(OrderState.DELIVERED);
    assertThat(fake).call(2).sawToolResult("refund_order", "It was used for years.");
  }

  @Test
  @Script("refund")
  @AllowLeftovers
  void aTicketThatWaitsForAClerkTakesNoMore() {
    Ticket ticket = desk.open("ann", "Lamp");
    Run waits = desk.say(ticket, "The lamp is broken.").awaitStop(AT_MOST);
    assertThat(waits.status()).isEqualTo(RunStatus.REQUIRES_ACTION);

    assertThatThrownBy(() -> desk.say(ticket, "Well?")).isInstanceOf(ActiveRunException.class);
    assertThat(desk.messages(ticket).map(Message::text)).doesNotContain("Well?");
  }

  @Test
  @Script("refund")
  @AllowLeftovers
  void whatAResolvedTicketWaitedForCanNoMoreBeApproved() {
    Ticket ticket = desk.open("ann", "Lamp");
    PendingRun run = desk.say(ticket, "The lamp is broken.");
    assertThat(run.awaitStop(AT_MOST).status()).isEqualTo(RunStatus.REQUIRES_ACTION);
    ApprovalRequest old = desk.waiting(ticket).orElseThrow();

    Ticket resolved = desk.resolve(ticket);

    assertThat(resolved.state()).isEqualTo(TicketState.RESOLVED);
    assertThat(desk.waiting()).isEmpty();
    assertThat(run.await(AT_MOST).status()).isEqualTo(RunStatus.CANCELLED);
    assertThatThrownBy(() -> desk.approve(old)).isInstanceOf(AnswerConflictException.class);
    assertThat(stateOfLamp()).isEqualTo(OrderState.DELIVERED);
  }

  @Test
  @Replies("Hello, Ann.")
  void aCustomerSeesTheirOwnTicketsAndNoOthers() {
    Ticket first = desk.open("ann", "Kettle");
    Ticket second = desk.open("ann", "Lamp");
    Ticket bens = desk.open("ben", "Chair");
    Run unused = desk.say(second, "Hello.").await(AT_MOST);

    assertThat(desk.tickets("ann")).containsExactly(second, first);
    assertThat(desk.resume("ann", second.id())).isEqualTo(second);
    assertThat(desk.messages(second).map(Message::text)).containsExactly("Hello.", "Hello, Ann.");
    assertThatThrownBy(() -> desk.resume("ann", bens.id())).isInstanceOf(NotFoundException.class);
  }

  static FakeTransport lookUp(FakeTransportBuilder fake) {
    return fake.thenCall("find_order", Map.of("orderNumber", "A-1001"))
        .thenReply("It is on its way.")
        .otherwiseFail();
  }

  static FakeTransport refund(FakeTransportBuilder fake) {
    return fake.thenCall("refund_order", Map.of("orderNumber", "A-1002", "reason", "It is broken."))
        .thenReply("We have looked at it.")
        .otherwiseFail();
  }

  private OrderState stateOfLamp() {
    return orders.find("ann", "A-1002").map(Order::state).orElseThrow();
  }
}
