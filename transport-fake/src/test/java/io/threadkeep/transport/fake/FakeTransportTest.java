package io.threadkeep.transport.fake;

import static io.threadkeep.transport.fake.Asking.ask;
import static io.threadkeep.transport.fake.Asking.say;
import static io.threadkeep.transport.fake.Asking.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.context.PromptSizes;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.kit.transport.CallUnderWay;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.run.Usage;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class FakeTransportTest {

  @Test
  void itEchoesTheNewestUserMessageAndNamesItselfFake() {
    ModelReply reply =
        ask(
            FakeTransport.echo(),
            Prompts.of(
                "",
                NewMessage.user("Hello"),
                NewMessage.of(Role.ASSISTANT, new ContentPart.ToolCall("call_1", "look", "{}")),
                Prompts.result("call_1", "nothing")));

    assertThat(text(reply)).isEqualTo("You said: Hello");
    assertThat(reply.model()).isEqualTo("fake");
    assertThat(reply.finish()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void aLongMessageIsEchoedInPart() {
    String reply = say(FakeTransport.echo(), "x".repeat(1_000_000));
    assertThat(reply).startsWith("You said: xxx").endsWith("x…").hasSizeLessThan(3_000);
  }

  @Test
  void scriptedRepliesComeInOrder() {
    FakeTransport fake = FakeTransport.scripted("One.", "Two.");
    assertThat(say(fake, "?")).isEqualTo("One.");
    assertThat(say(fake, "?")).isEqualTo("Two.");
  }

  @Test
  void usageIsWhatCoreCounts() {
    ToolDefinition tool = new ToolDefinition("weather", "The weather in a city.");
    ModelRequest request =
        Prompts.withTools(
            Prompts.of("Be brief.", NewMessage.user("Hi"), NewMessage.assistant("Hello.")), tool);
    PromptSizes sizes = new PromptSizes(TokenCounter.estimating());
    int prompt =
        sizes.preamble("Be brief.", List.of(tool))
            + sizes.message(List.of(new ContentPart.Text("Hi")))
            + sizes.message(List.of(new ContentPart.Text("Hello.")));

    ModelReply reply = ask(FakeTransport.scripted("Yes?"), request);

    assertThat(reply.usage()).isEqualTo(Usage.of(prompt, sizes.message(reply.content())));
  }

  @Test
  void anInterruptedThreadLeavesACallThatHangs() {
    FakeTransport fake = FakeTransport.scripted(FakeAnswer.hang());
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> say(fake, "?")).isInstanceOf(CallCancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void itRemembersTheNewestThousandRequestsAndCountsThemAll() {
    FakeTransport fake = FakeTransport.echo();
    for (int i = 1; i <= 1_001; i++) {
      say(fake, "Question " + i);
    }

    assertThat(fake.requests()).hasSize(1_000);
    assertThat(fake.requests().get(0).messages().get(0).text()).isEqualTo("Question 2");
    assertThat(fake.requests().get(999).messages().get(0).text()).isEqualTo("Question 1001");
    assertThat(fake.callCount()).isEqualTo(1_001);
  }

  @Test
  void aCallThatIsCancelledAlreadyUsesNoLineOfTheScript() {
    FakeTransport fake = FakeTransport.scripted("One.");
    CallUnderWay cancelled = CallUnderWay.startCancelled(fake, Prompts.asking("?"));
    assertThat(cancelled.failure(Prompts.TIMEOUT)).isInstanceOf(CallCancelledException.class);

    assertThat(fake.unusedLines()).hasSize(1);
    assertThat(say(fake, "?")).isEqualTo("One.");
  }

  @Test
  void aScriptThatThrowsIsAFailureOfTheCall() {
    RuntimeException mistake = new IllegalStateException("a mistake in the test");
    FakeTransport fake =
        FakeTransport.script()
            .otherwise(
                request -> {
                  throw mistake;
                });

    assertThatThrownBy(() -> say(fake, "?"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("a mistake in the test")
        .hasMessageContaining("call 1")
        .hasCause(mistake);
  }
}
