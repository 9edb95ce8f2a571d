package io.threadkeep.samples.supportdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample as it is started, on its own database and its own script. */
class SupportDeskTest {
  private static final String ORDER = "Customer: Hello, where is my order A-1001?";
  private static final String ANSWER = "Desk: Your order A-1001 is on its way to you.";
  private static final String REFUND =
      "Customer: And the lamp of order A-1002 came broken. I want my money back.";

  @TempDir Path directory;

  @Test
  void theDemonstrationPaysARefundThatTheClerkAgreesTo() {
    Sitting sitting = start("y\nThank you!\n");
    assertThat(sitting.exitCode()).as(sitting.notes()).isZero();
    assertThat(sitting.said())
        .containsExactly(
            ORDER,
            ANSWER,
            REFUND,
            "Desk: A colleague has agreed: the money for order A-1002 is on its way back to you.",
            "Customer: Thank you!",
            "Desk: I can look up an order, or ask for a refund. Tell me its number, such as A-1001.");
    assertThat(sitting.notes())
        .contains("To be approved: refund_order {\"orderNumber\":\"A-1002\"");
  }

  @Test
  void whatNobodyHasDecidedWaitsForTheNextStart() {
    Sitting first = start("");
    assertThat(first.said()).containsExactly(ORDER, ANSWER, REFUND);
    String ticket = ticketIn(first.notes());
    assertThat(first.notes())
        .contains("start with --customer ann --ticket " + ticket + " --data " + directory);

    Sitting second = start("perhaps\nn\n", "--ticket", ticket);
    assertThat(second.said())
        .containsExactly(
            ORDER,
            ANSWER,
            REFUND,
            "Desk: I am sorry, that could not be refunded. A colleague has looked at it.");
    assertThat(start("", "--tickets").said()).containsExactly(ticket + "  open  From the counter");
  }

  private Sitting start(String typed, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "--data";
    all[1] = directory.toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Sitting.of(typed, all);
  }

  private static String ticketIn(String notes) {
    Matcher ticket = Pattern.compile("Ticket (thread_[A-Za-z0-9]{24})").matcher(notes);
    assertThat(ticket.find()).as(notes).isTrue();
    return ticket.group(1);
  }
}
