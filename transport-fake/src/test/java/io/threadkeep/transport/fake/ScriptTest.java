package io.threadkeep.transport.fake;

import static io.threadkeep.transport.fake.Asking.ask;
import static io.threadkeep.transport.fake.Asking.failure;
import static io.threadkeep.transport.fake.Asking.say;
import static io.threadkeep.transport.fake.Asking.text;
import static io.threadkeep.transport.fake.RequestCondition.anyRequest;
import static io.threadkeep.transport.fake.RequestCondition.systemContains;
import static io.threadkeep.transport.fake.RequestCondition.toolResult;
import static io.threadkeep.transport.fake.RequestCondition.userContains;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.kit.Race;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.message.ContentPart.ToolCall;
import io.threadkeep.message.NewMessage;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.RateLimitedException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScriptTest {

  @Test
  void aToolRoundWithARateLimitReadsAsItHappens() {
    FakeTransport fake =
        FakeTransport.script()
            .when(userContains("weather"))
            .thenCall("weather", Map.of("city", "Paris"))
            .when(toolResult("weather"))
            .thenRateLimit(Duration.ofSeconds(2))
            .thenReply("It is sunny.")
            .otherwiseFail();

    ModelReply first = ask(fake, Prompts.asking("What's the weather in Paris?"));
    assertThat(first.finish()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(first.toolCalls())
        .containsExactly(new ToolCall("call_1_1", "weather", "{\"city\":\"Paris\"}"));
    assertThatThrownBy(() -> ask(fake, Asking.withResult("weather?", "weather", "18 °C")))
        .isInstanceOfSatisfying(
            RateLimitedException.class,
            e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(2)));
    assertThat(text(ask(fake, Asking.withResult("weather?", "weather", "18 °C"))))
        .isEqualTo("It is sunny.");
    assertThat(fake.unusedLines()).isEmpty();
  }

  @Test
  void theFirstLineThatFitsAndIsNotUsedUpAnswers() {
    FakeTransport fake =
        FakeTransport.script()
            .when(userContains("a"))
            .thenReply("first")
            .when(userContains("a"))
            .thenReply("second")
            .when(anyRequest())
            .thenReply("any")
            .always()
            .otherwiseFail();

    assertThat(say(fake, "b")).isEqualTo("any");
    assertThat(say(fake, "a")).isEqualTo("first");
    assertThat(say(fake, "a")).isEqualTo("second");
    assertThat(say(fake, "a")).isEqualTo("any");
  }

  @Test
  void aLineGivesAllItsAnswersAsOftenAsItIsTold() {
    FakeTransport fake =
        FakeTransport.script().when(userContains("a")).thenReply("1", "2").times(2).otherwiseEcho();
    List<String> replies = List.of(say(fake, "a"), say(fake, "a"), say(fake, "a"), say(fake, "a"));
    assertThat(replies).containsExactly("1", "2", "1", "2");
    assertThat(say(fake, "a")).isEqualTo("You said: a");
  }

  @Test
  void allConditionsOfALineMustHold() {
    FakeTransport fake =
        FakeTransport.script()
            .when(userContains("a"), systemContains("brief"))
            .thenReply("both")
            .always()
            .otherwiseEcho();
    assertThat(say(fake, "a")).isEqualTo("You said: a");
    assertThat(text(ask(fake, Prompts.of("Be brief.", NewMessage.user("a"))))).isEqualTo("both");
    assertThat(text(ask(fake, Prompts.of("Be brief.", NewMessage.user("b")))))
        .isEqualTo("You said: b");
  }

  @Test
  void anAnswerMayCallSeveralToolsAndSaySomethingToo() {
    FakeTransport fake =
        FakeTransport.script()
            .thenReply("Let me look.")
            .andCall("weather", Map.of("city", "Paris"))
            .andCall("weather", "{\"city\": ")
            .otherwiseFail();

    ModelReply reply = ask(fake, Prompts.asking("?"));

    assertThat(text(reply)).isEqualTo("Let me look.");
    assertThat(reply.finish()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(reply.toolCalls())
        .containsExactly(
            new ToolCall("call_1_1", "weather", "{\"city\":\"Paris\"}"),
            new ToolCall("call_1_2", "weather", "{\"city\": "));
  }

  @Test
  void laterAnswersOfAThreadCallUnderOtherIds() {
    FakeTransport fake = FakeTransport.script().thenCall("look", "{}").times(2).otherwiseFail();
    ModelReply first = ask(fake, Prompts.asking("?"));
    ModelReply second = ask(fake, Asking.withResult("?", "look", "nothing"));
    assertThat(first.toolCalls().get(0).callId()).isEqualTo("call_1_1");
    assertThat(second.toolCalls().get(0).callId()).isEqualTo("call_3_1");
  }

  @Test
  void eachEndingIsWhatItIsCalled() {
    FakeTransport fake =
        FakeTransport.script()
            .thenCutOff("Once upon a")
            .thenFilter("How to")
            .thenRefuse("I'd rather not.")
            .thenAnswer(request -> FakeAnswer.text(request.settings().model()))
            .otherwiseFail();
    assertThat(ask(fake, Prompts.asking("?")).finish()).isEqualTo(FinishReason.LENGTH);
    assertThat(ask(fake, Prompts.asking("?")).finish()).isEqualTo(FinishReason.CONTENT_FILTER);
    assertThat(ask(fake, Prompts.asking("?")).content())
        .containsExactlyElementsOf(FakeAnswer.refusal("I'd rather not.").content());
    assertThat(say(fake, "?")).isEqualTo("gpt-4.1-mini");
  }

  @Test
  void callsAtTheSameMomentUseALineNoMoreOftenThanItMayBe() {
    FakeTransport fake =
        FakeTransport.script()
            .when(userContains("a"))
            .thenReply("1", "2")
            .times(200)
            .otherwiseEcho();
    Callable<List<String>> calls =
        () -> IntStream.range(0, 100).mapToObj(i -> say(fake, "a")).toList();
    List<String> replies =
        Race.values(Race.among(Collections.nCopies(8, calls))).stream()
            .flatMap(List::stream)
            .toList();
    assertThat(Collections.frequency(replies, "1")).isEqualTo(200);
    assertThat(Collections.frequency(replies, "2")).isEqualTo(200);
    assertThat(Collections.frequency(replies, "You said: a")).isEqualTo(400);
    assertThat(fake.unusedLines()).isEmpty();
  }

  @Test
  void whatIsLeftUnusedIsToldWithWhatComesNext() {
    FakeTransport fake =
        FakeTransport.script()
            .when(userContains("a"))
            .thenReply("first")
            .thenCall("look", "{}")
            .when(userContains("b"))
            .named("the second question")
            .thenHang("Well")
            .when(anyRequest())
            .thenReply("any")
            .always()
            .otherwiseFail();
    say(fake, "a");
    assertThat(fake.unusedLines())
        .containsExactly(
            "line 1 (user contains \"a\"): used once of 2; next would be: call look({})",
            "the second question (user contains \"b\"): used 0 times of 1;"
                + " next would be: reply \"Well\", hang");
  }

  @Test
  void eachTransportOfABuilderHasAScriptOfItsOwn() {
    FakeTransportBuilder builder = FakeTransport.script().thenReply("One.");
    FakeTransport used = builder.otherwiseFail();
    say(used, "?");
    assertThat(failure(used, "?")).isNotNull();
    assertThat(say(builder.otherwiseFail(), "?")).isEqualTo("One.");
  }

  @Test
  void mistakesInAScriptAreToldWhereTheyAreMade() {
    FakeTransportBuilder unanswered = FakeTransport.script().when(userContains("a"));
    assertThatThrownBy(() -> unanswered.when(userContains("b")))
        .hasMessageContaining("line 1 (user contains \"a\") has no answer");
    assertThatThrownBy(unanswered::otherwiseEcho).hasMessageContaining("has no answer");
    assertThatThrownBy(unanswered::always).hasMessageContaining("has no answer");
    assertThatThrownBy(() -> unanswered.andCall("look", "{}"))
        .hasMessageContaining("line 1 has no fixed answer");
    assertThatThrownBy(() -> FakeTransport.script().thenReply("a").times(0))
        .hasMessageContaining("at least 1 time");
    assertThatThrownBy(() -> FakeAnswer.failure(FakeFailure.QUOTA, Duration.ofSeconds(1)))
        .hasMessageContaining("QUOTA cannot ask to wait");
    assertThatThrownBy(() -> FakeAnswer.text("a").latency(Duration.ofSeconds(-1)))
        .hasMessageContaining("PT-1S");
    assertThatThrownBy(() -> FakeTransport.script().gap(Duration.ofSeconds(-1)))
        .hasMessageContaining("PT-1S");
  }
}
