package io.threadkeep.transport.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.context.PromptSizes;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.kit.transport.RecordedCall;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.run.Usage;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelDelta;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTimeoutException;
import io.threadkeep.transport.OverloadedException;
import java.time.Duration;
import java.util.ArrayList;
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
    String reply = text(ask(FakeTransport.echo(), Prompts.asking("x".repeat(1_000_000))));
    assertThat(reply).startsWith("You said: xxx").endsWith("x…").hasSizeLessThan(3_000);
  }

  @Test
  void scriptedRepliesComeInOrder() {
    FakeTransport fake = FakeTransport.scripted("One.", "Two.");
    assertThat(text(ask(fake, Prompts.asking("?")))).isEqualTo("One.");
    assertThat(text(ask(fake, Prompts.asking("?")))).isEqualTo("Two.");
  }

  @Test
  void anExhaustedScriptSaysWhatItWasAskedAndWhatItHad() {
    FakeTransport fake =
        FakeTransport.builder().thenReply("One.").when("(?i)rome").reply("Italy.").otherwiseFail();
    ask(fake, Prompts.asking("?"));

    assertThatThrownBy(() -> ask(fake, Prompts.asking("Where is Paris?")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("\"Where is Paris?\"")
        .hasMessageContaining("1 answer, used up")
        .hasMessageContaining("/(?i)rome/");
  }

  @Test
  void theFirstRuleThatFitsAnswersAndMayQuoteTheQuestion() {
    FakeTransport fake =
        FakeTransport.builder()
            .when("(?i)capital of france")
            .reply("Paris.")
            .when("(?i)capital of (\\w+)")
            .reply("I have never been to $1.")
            .otherwiseEcho();

    assertThat(text(ask(fake, Prompts.asking("The capital of France?")))).isEqualTo("Paris.");
    assertThat(text(ask(fake, Prompts.asking("Tell me the capital of Peru, please"))))
        .isEqualTo("I have never been to Peru.");
    assertThat(text(ask(fake, Prompts.asking("Thanks")))).isEqualTo("You said: Thanks");
  }

  @Test
  void aRuleThatNamesAnUnknownGroupIsRefusedWhenItIsMade() {
    assertThatThrownBy(() -> FakeTransport.builder().when("capital of (.*)").reply("$2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("$2");
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
  void textIsEmittedWordByWord() {
    RecordedCall call = new RecordedCall();
    FakeTransport.scripted(" One  two\nthree. ").call(Prompts.asking("?"), call);
    assertThat(call.deltas())
        .containsExactly(
            new ModelDelta.TextDelta(" "),
            new ModelDelta.TextDelta("One  "),
            new ModelDelta.TextDelta("two\n"),
            new ModelDelta.TextDelta("three. "));
  }

  @Test
  void failuresComeOnCue() {
    FakeTransport fake =
        FakeTransport.scripted(
            FakeAnswer.failure(() -> new OverloadedException("On cue.", Duration.ZERO, null)),
            FakeAnswer.text("Better now."));

    assertThatThrownBy(() -> ask(fake, Prompts.asking("?")))
        .isInstanceOf(OverloadedException.class);
    assertThat(text(ask(fake, Prompts.asking("?")))).isEqualTo("Better now.");
  }

  @Test
  void latencyPassesOnTheGivenPause() {
    List<Duration> pauses = new ArrayList<>();
    FakeTransport fake =
        FakeTransport.builder()
            .latency(Duration.ofSeconds(3))
            .pausing((time, stop) -> !pauses.add(time))
            .otherwiseEcho();

    ask(fake, Prompts.asking("?"));

    assertThat(pauses).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void aLatencyLongerThanTheRequestMayTakeIsATimeout() {
    FakeTransport fake =
        FakeTransport.builder()
            .latency(Duration.ofMinutes(3))
            .pausing((time, stop) -> false)
            .otherwiseEcho();

    assertThatThrownBy(() -> ask(fake, Prompts.asking("?")))
        .isInstanceOf(ModelTimeoutException.class);
  }

  @Test
  void anInterruptedThreadLeavesACallThatHangs() {
    FakeTransport fake = FakeTransport.scripted(FakeAnswer.hang());
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> ask(fake, Prompts.asking("?")))
        .isInstanceOf(CallCancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void itRemembersTheNewestThousandRequests() {
    FakeTransport fake = FakeTransport.echo();
    for (int i = 1; i <= 1_001; i++) {
      ask(fake, Prompts.asking("Question " + i));
    }

    assertThat(fake.requests()).hasSize(1_000);
    assertThat(fake.requests().get(0).messages().get(0).text()).isEqualTo("Question 2");
    assertThat(fake.requests().get(999).messages().get(0).text()).isEqualTo("Question 1001");
  }

  private static ModelReply ask(FakeTransport fake, ModelRequest request) {
    return fake.call(request, ModelCall.unobserved());
  }

  private static String text(ModelReply reply) {
    return ((ContentPart.Text) reply.content().get(0)).text();
  }
}
