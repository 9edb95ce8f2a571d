package io.threadkeep.transport.fake.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversation;
import io.threadkeep.ManualTime;
import io.threadkeep.PendingRun;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.run.RunStatus;
import io.threadkeep.tool.Tool;
import io.threadkeep.tool.derive.Tools;
import io.threadkeep.transport.fake.FakeAnswer;
import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.transport.fake.FakeTransportBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tools in a test that has time and work in its own hands. */
class ManualToolsTest {
  record Order(String number) {}

  private final List<String> called = new ArrayList<>();
  private @Nullable Threadkeep open;
  private @Nullable ManualTime clock;

  private final Tool look =
      Tools.typed("look", "Looks.", Order.class, (order, request) -> look(order));
  private final Tool dawdle =
      Tools.typed("dawdle", "Takes a minute.", Order.class, (order, request) -> dawdle());
  private final Tool delegate =
      Tools.typed("delegate", "Asks another.", Order.class, (order, request) -> delegate());

  @RegisterExtension
  final ThreadkeepExtension extension =
      new ThreadkeepExtension().tools(look, dawdle).tools(delegate);

  @BeforeEach
  void keep(Threadkeep keep, ManualTime time) {
    open = keep;
    clock = time;
  }

  @Test
  @Script("twoLooks")
  void toolsAreCalledOnTheTestsOwnThread(Threadkeep keep, FakeTransport fake) {
    assertThat(answer(keep)).isEqualTo("Both are here.");
    assertThat(called).containsExactly("A-1 on " + here(), "A-2 on " + here());
    assertThat(fake.requests()).hasSize(2);
  }

  static FakeTransport twoLooks(FakeTransportBuilder fake) {
    return fake.thenCall("look", "{\"number\":\"A-1\"}")
        .andCall("look", "{\"number\":\"A-2\"}")
        .thenReply("Both are here.")
        .otherwiseFail();
  }

  @Test
  @Script("dawdling")
  void aToolThatLetsTooMuchTimePassIsGivenUp(Threadkeep keep, FakeTransport fake) {
    assertThat(answer(keep)).isEqualTo("Too slow.");
    List<Message> seen = fake.requests().get(1).messages();
    assertThat(seen.get(seen.size() - 1).content().get(0))
        .isInstanceOfSatisfying(
            ContentPart.ToolResult.class,
            result -> assertThat(result.output()).contains("did not answer within"));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  static FakeTransport dawdling(FakeTransportBuilder fake) {
    return fake.then(FakeAnswer.toolCall("call_1", "dawdle", "{\"number\":\"A-1\"}"))
        .thenReply("Too slow.")
        .otherwiseFail();
  }

  @Test
  @Script("delegating")
  void aToolMayAwaitARunOfItsOwn(Threadkeep keep) {
    assertThat(answer(keep)).isEqualTo("The other says: Forty-two.");
  }

  static FakeTransport delegating(FakeTransportBuilder fake) {
    return fake.then(FakeAnswer.toolCall("call_1", "delegate", "{\"number\":\"A-1\"}"))
        .thenReply("Forty-two.", "The other says: Forty-two.")
        .otherwiseFail();
  }

  private String answer(Threadkeep keep) {
    Assistant clerk =
        keep.assistants().create(NewAssistant.named("Clerk").tools(keep.tools().definitions()));
    return keep.conversations().start().ask(clerk, "Where is it?").text();
  }

  private String look(Order order) {
    called.add(order.number() + " on " + here());
    return "It is here.";
  }

  private String dawdle() {
    if (clock != null) {
      clock.advance(Duration.ofMinutes(1));
    }
    return "At last.";
  }

  private String delegate() {
    if (open == null) {
      return "Nobody is here.";
    }
    Assistant other = open.assistants().create(NewAssistant.named("Other"));
    Conversation chat = open.conversations().start();
    chat.say("What is the answer?");
    PendingRun run = chat.run(other);
    assertThat(run.await(Duration.ofMinutes(1)).status()).isEqualTo(RunStatus.COMPLETED);
    return run.reply().orElseThrow().text();
  }

  private static String here() {
    return Thread.currentThread().getName();
  }
}
