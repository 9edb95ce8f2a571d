package io.threadkeep.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversation;
import io.threadkeep.Foundations;
import io.threadkeep.PendingRun;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.message.Message;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.ToolAnswer;
import io.threadkeep.storage.memory.InMemoryThreadStore;
import io.threadkeep.tool.Tool;
import io.threadkeep.tool.ToolBox;
import io.threadkeep.tool.ToolRequest;
import io.threadkeep.tool.ToolTraits;
import io.threadkeep.tool.UnknownOutcome;
import io.threadkeep.tool.derive.Tools;
import io.threadkeep.transport.fake.FakeAnswer;
import io.threadkeep.transport.fake.FakeTransport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** How a host gives its assistants tools, in the words of the README. */
class ToolsTest {

  /** What the model has to say of an order. */
  record Order(String number) {}

  private final List<String> paidBack = new CopyOnWriteArrayList<>();

  @Test
  void aRefundIsPaidOnceSomebodyHasAgreed() {
    FakeTransport fake =
        FakeTransport.scripted(
            FakeAnswer.toolCall("call-1", "refund", "{\"number\":\"A-7\"}"),
            FakeAnswer.text("The money is on its way."));
    // tag::tools[]
    Tool refund =
        Tools.typed("refund", "Pays an order back.", Order.class, this::payBack)
            .traits(
                ToolTraits.defaults()
                    .needsApproval(true)
                    .unknownOutcome(UnknownOutcome.TELL_MODEL));
    ToolBox box = ToolBox.of(refund);
    Foundations shop = Foundations.of(new InMemoryThreadStore(InstantSource.system()), fake);
    try (Threadkeep keep = Threadkeep.on(shop.withTools(box), EngineOptions.defaults())) {
      Assistant clerk =
          keep.assistants().create(NewAssistant.named("Clerk").tools(box.definitions()));
      Conversation chat = keep.conversations().start();
      chat.say("I want my money back for A-7.");

      PendingRun run = chat.run(clerk);
      run.awaitStop(Duration.ofMinutes(1)); // requires_action: somebody has to agree
      run.answer(ToolAnswer.approval(run.required().get(0).call().callId()));

      assertThat(run.await(Duration.ofMinutes(1)).status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(run.reply().map(Message::text)).hasValue("The money is on its way.");
    }
    // end::tools[]
    assertThat(paidBack).containsExactly("A-7");
  }

  /** The key is the same on every attempt: whatever is behind can tell a repetition. */
  private String payBack(Order order, ToolRequest request) {
    assertThat(request.call().idempotencyKey()).endsWith("/call-1");
    paidBack.add(order.number());
    return "Paid back.";
  }
}
