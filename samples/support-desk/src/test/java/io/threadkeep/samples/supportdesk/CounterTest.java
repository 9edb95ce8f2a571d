package io.threadkeep.samples.supportdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Threadkeep;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.samples.supportdesk.order.InMemoryOrders;
import io.threadkeep.samples.supportdesk.order.Order;
import io.threadkeep.samples.supportdesk.order.OrderState;
import io.threadkeep.samples.supportdesk.order.Orders;
import io.threadkeep.transport.fake.FakeAnswer;
import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.transport.fake.FakeTransportBuilder;
import io.threadkeep.transport.fake.junit.AllowLeftovers;
import io.threadkeep.transport.fake.junit.Replies;
import io.threadkeep.transport.fake.junit.Script;
import io.threadkeep.transport.fake.junit.ThreadkeepExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is seen at the counter when it does not have the ticket to itself. */
class CounterTest {
  private static final Duration AT_MOST = Duration.ofMinutes(1);

  private final Orders orders = InMemoryOrders.sample();
  private final OrderTools tools = new OrderTools(orders);

  @RegisterExtension
  final ThreadkeepExtension extension =
      new ThreadkeepExtension().tools(tools.findOrder(), tools.refundOrder());

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ByteArrayOutputStream notes = new ByteArrayOutputStream();
  private HelpDesk desk;

  @BeforeEach
  void open(Threadkeep keep) {
    desk = new HelpDesk(keep);
  }

  @Test
  @Script("refund")
  void aClerkWhoIsTooLateIsToldSoAndTheAnswerIsSeen() throws Exception {
    Ticket ticket = desk.open("ann", "Lamp");
    InputStream meanwhile =
        typedAfter(
            () -> {
              Run unused = desk.decline(desk.waiting(ticket).orElseThrow(), "Too old.");
            });

    counter(ticket, meanwhile).say("The lamp is broken.");

    assertThat(printed(notes)).contains("Too late: ");
    assertThat(printed(said)).endsWith("Desk: We have looked at it.\n");
    assertThat(stateOfLamp()).isEqualTo(OrderState.DELIVERED);
  }

  @Test
  @Script("refund")
  @AllowLeftovers
  void aClerkWhoAgreesToATicketThatIsResolvedIsToldSo() throws Exception {
    Ticket ticket = desk.open("ann", "Lamp");
    InputStream meanwhile =
        typedAfter(
            () -> {
              Ticket unused = desk.resolve(ticket);
            });

    counter(ticket, meanwhile).say("The lamp is broken.");

    assertThat(printed(notes)).contains("Too late: ");
    assertThat(stateOfLamp()).isEqualTo(OrderState.DELIVERED);
  }

  @Test
  @Replies("Hello, Ann.")
  void aReplyThatWasUnderWayIsFollowedToItsEnd() throws Exception {
    Ticket ticket = desk.open("ann", "Kettle");
    // Nobody works on it until somebody waits for it.
    assertThat(desk.say(ticket, "Hello.").get().status()).isEqualTo(RunStatus.QUEUED);
    counter(ticket, InputStream.nullInputStream()).say("Well?");
    assertThat(printed(notes)).contains("Not sent: the assistant is still at work");

    Counter again = counter(ticket, InputStream.nullInputStream());
    again.printMessages();
    again.takeUp();

    assertThat(printed(said)).isEqualTo("Customer: Hello.\nDesk: Hello, Ann.\n");
  }

  @Test
  @Script("refund")
  @AllowLeftovers
  void whatWaitsForAClerkTakesNoMoreAndSaysHowToDecide() throws Exception {
    Ticket ticket = desk.open("ann", "Lamp");
    assertThat(desk.say(ticket, "The lamp is broken.").awaitStop(AT_MOST).status())
        .isEqualTo(RunStatus.REQUIRES_ACTION);

    counter(ticket, InputStream.nullInputStream()).say("Well?");

    assertThat(printed(notes)).contains("waits for a clerk", "--as before");
    assertThat(printed(said)).isEmpty();
  }

  @Test
  @Script("wordy")
  void whatIsPrintedIsNotPrintedAgainWhenTheTicketIsTakenUp() throws Exception {
    Ticket ticket = desk.open("ann", "Lamp");
    assertThat(desk.say(ticket, "It is broken.").awaitStop(AT_MOST).status())
        .isEqualTo(RunStatus.REQUIRES_ACTION);

    InputStream no = new ByteArrayInputStream("n\n".getBytes(StandardCharsets.UTF_8));
    Counter again = counter(ticket, no);
    again.printMessages();
    again.takeUp();

    assertThat(printed(said))
        .isEqualTo("Customer: It is broken.\nDesk: I will ask.\nDesk: A colleague said no.\n");
  }

  static FakeTransport refund(FakeTransportBuilder fake) {
    return HelpDeskTest.refund(fake);
  }

  static FakeTransport wordy(FakeTransportBuilder fake) {
    return fake.then(
            FakeAnswer.toolCall(
                    "refund_order", "{\"orderNumber\":\"A-1002\",\"reason\":\"Broken.\"}")
                .after("I will ask."))
        .thenReply("A colleague said no.")
        .otherwiseFail();
  }

  private Counter counter(Ticket ticket, InputStream typed) {
    return new Counter(desk, ticket, new Console(typed, said, notes), "--as before");
  }

  /** A clerk who agrees, but not before something else has been done. */
  private static InputStream typedAfter(Runnable first) {
    return new InputStream() {
      private final InputStream typed =
          new ByteArrayInputStream("y\n".getBytes(StandardCharsets.UTF_8));
      private boolean done;

      @Override
      public int read() {
        throw new UnsupportedOperationException("one by one");
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        if (!done) {
          done = true;
          first.run();
        }
        return typed.read(target, offset, length);
      }
    };
  }

  private OrderState stateOfLamp() {
    return orders.find("ann", "A-1002").map(Order::state).orElseThrow();
  }

  private static String printed(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
