package io.threadkeep.transport.fake.config;

import static io.threadkeep.transport.fake.Asking.ask;
import static io.threadkeep.transport.fake.Asking.failure;
import static io.threadkeep.transport.fake.Asking.say;
import static io.threadkeep.transport.fake.Asking.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.threadkeep.context.TokenCounter;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.kit.transport.RecordedCall;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ContentPart.ToolCall;
import io.threadkeep.message.NewMessage;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelTimeoutException;
import io.threadkeep.transport.OverloadedException;
import io.threadkeep.transport.QuotaExceededException;
import io.threadkeep.transport.RateLimitedException;
import io.threadkeep.transport.TruncatedAnswerException;
import io.threadkeep.transport.fake.Asking;
import io.threadkeep.transport.fake.Babbler;
import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.wiring.ConfigurationException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptFileTest {
  @TempDir private Path folder;

  @Test
  void aFileSaysWhatCodeCanSay() throws IOException {
    FakeTransport fake =
        fake(
            """
            otherwise = echo
            lines = [
              {
                when { user-matches = "weather in (\\\\w+)", tool-offered = weather }
                reply = "Let me look."
                call = [ { tool = weather, arguments { city = "$1", days = [1, 2] } }, { tool = clock } ]
              }
              {
                when { tool-result = weather, result-contains = "18" }
                then = [ { fail = rate-limit, retry-after = 2s }, { reply = "Sunny.", finish = length } ]
              }
              { when { user-says = story }, reply = "Once upon a", fail = truncated, times = always }
              { when { user-contains = money, system-contains = brief, model-is = gpt-4.1-mini }, refuse = No }
            ]
            """);

    ModelReply call =
        ask(
            fake,
            Prompts.withTools(
                Prompts.asking("The weather in Paris?"), new ToolDefinition("weather", "It.")));
    assertThat(text(call)).isEqualTo("Let me look.");
    assertThat(call.toolCalls())
        .containsExactly(
            new ToolCall("call_1_1", "weather", "{\"city\":\"Paris\",\"days\":[1,2]}"),
            new ToolCall("call_1_2", "clock", "{}"));
    assertThatThrownBy(() -> ask(fake, Asking.withResult("?", "weather", "18 °C")))
        .isInstanceOfSatisfying(
            RateLimitedException.class,
            e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(2)));
    assertThat(ask(fake, Asking.withResult("?", "weather", "18 °C")).finish())
        .isEqualTo(FinishReason.LENGTH);
    assertThat(failure(fake, "story")).isInstanceOf(TruncatedAnswerException.class);
    assertThat(failure(fake, "story")).isInstanceOf(TruncatedAnswerException.class);
    assertThat(ask(fake, Prompts.of("Be brief.", NewMessage.user("money!"))).content())
        .containsExactly(new ContentPart.Refusal("No"));
    assertThat(say(fake, "money!")).isEqualTo("You said: money!");
    assertThat(fake.unusedLines()).isEmpty();
  }

  @Test
  void withoutMoreALineAnswersOnceAndWhatIsLeftIsAnError() throws IOException {
    FakeTransport fake =
        fake(
            """
            lines = [
              { reply = One }

              { when { user-contains = b }, reply = Two }
            ]
            """);
    assertThat(say(fake, "a")).isEqualTo("One");
    assertThat(failure(fake, "a"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("a.conf:2 (any request): fits, but was used once already");
    assertThat(fake.unusedLines()).hasSize(1);
    assertThat(fake.unusedLines().get(0)).contains("a.conf:4 (user contains \"b\")");
  }

  @Test
  void timesOfTheFileAreForLinesThatDoNotSayTheirs() throws IOException {
    FakeTransport fake =
        fake("times = 2, lines = [ { times = 1, reply = a }, { reply = b } ], otherwise = echo");
    assertThat(List.of(say(fake, "?"), say(fake, "?"), say(fake, "?"), say(fake, "?")))
        .containsExactly("a", "b", "b", "You said: ?");
  }

  @Test
  void babbleFollowsFromTheSeed() throws IOException {
    FakeTransport fake =
        fake("seed = 7, otherwise = babble, lines = [ { when { user-says = a }, babble = true } ]");
    for (String question : List.of("a", "b")) {
      assertThat(ask(fake, Prompts.asking(question)).content())
          .isEqualTo(new Babbler(7).apply(Prompts.asking(question)).content());
    }
  }

  @Test
  void babbleTakesALatencyOfItsOwn() throws IOException {
    FakeTransport fake =
        fake("seed = 7, lines = [ { babble = true, latency = 1h }, { babble = true } ]");
    assertThat(failureWithin(fake, Duration.ofMillis(20)))
        .isInstanceOf(ModelTimeoutException.class);
    assertThat(ask(fake, Prompts.asking("b")).content())
        .isEqualTo(new Babbler(7).apply(Prompts.asking("b")).content());
  }

  @Test
  void failuresComeBeforeTheLines() throws IOException {
    FakeTransport fake =
        fake(
            """
            lines = [ { reply = Fine, times = always } ]
            failures { once = [ { fail = quota } ], always { fail = overloaded, retry-after = 1s } }
            """);
    assertThat(failure(fake, "?")).isInstanceOf(QuotaExceededException.class);
    assertThat(failure(fake, "?")).isInstanceOf(OverloadedException.class);
    FakeTransport byChance =
        fake("otherwise = echo, failures.randomly { probability = 1, with { fail = quota } }");
    assertThat(failure(byChance, "?")).isInstanceOf(QuotaExceededException.class);
  }

  @Test
  void paceAndPiecesAreTheFilesToo() throws IOException {
    FakeTransport slow = fake("otherwise = echo, latency = 1h");
    assertThat(failureWithin(slow, Duration.ofMillis(1))).isInstanceOf(ModelTimeoutException.class);
    FakeTransport stuttering =
        fake("lines = [ { reply = abc, latency = 0s } ], latency = 1h, gap = 1h, piece-size = 2");
    RecordedCall call = new RecordedCall();
    assertThatThrownBy(
            () ->
                stuttering.call(
                    Prompts.withTimeout(Prompts.asking("?"), Duration.ofMillis(1)), call))
        .isInstanceOf(ModelTimeoutException.class);
    assertThat(call.assembled()).containsExactly(new ContentPart.Text("ab"));
    FakeTransport silent = fake("lines = [ { hang = true } ]");
    assertThat(failureWithin(silent, Duration.ofMillis(1)))
        .isInstanceOf(ModelTimeoutException.class);
  }

  @Test
  void everyMistakeIsToldWithFileLineAndWhatIsAllowed() throws IOException {
    ScriptFile file =
        read(
            """
            latency = soon
            otherwise = sing
            times = never
            skript = 1
            lines = [
              { when { user-matches = "[" }, reply = a }
              { when { user-matches = "a" }, reply = "$1" }
              { }
              { reply = a, repply = b }
              { fail = quota, retry-after = 1s }
              { reply = a, hang = true, finish = length }
              { then = [] }
              { then = [ { fail = slow } ], times = 0 }
              { call { arguments {} } }
              { when { result-contains = a }, reply = b }
              { babble = true, reply = a }
              { when = a, reply = { b = c } }
              { reply = "a\\u0000" }
              { then = [ { reply = a } ], reply = b }
            ]
            failures { once = [ {} ], randomly { probability = 2, with = [ { fail = quota } ] } }
            """);
    List<String> told =
        file.problems().stream()
            .map(problem -> problem.toString().replace(folder + File.separator, ""))
            .toList();
    assertThat(String.join("\n", told))
        .isEqualTo(
            """
            a.conf:2: otherwise: found "sing", allowed: one of fail, echo, babble
            a.conf:1: latency: found "soon", allowed: a duration such as 300ms, from 0s to 1h
            a.conf:3: times: found "never", allowed: always, or a whole number from 1 on
            a.conf:6: lines[0].when.user-matches: found [ (Unclosed character class), allowed: a regular expression as java.util.regex.Pattern reads it
            a.conf:7: lines[1]: found $1 in '$1' names a group that /a/ does not have (a plain dollar is written $$), allowed: groups that user-matches has
            a.conf:8: lines[2]: found nothing to answer, allowed: reply, refuse, call, fail, hang or babble
            a.conf:9: lines[3].repply: found a key that is not known here, allowed: when, then, babble, reply, refuse, fail, retry-after, finish, hang, call, latency, times
            a.conf:10: lines[4].retry-after: found no failure that takes it, allowed: fail = rate-limit or overloaded
            a.conf:11: lines[5]: found 2 ends, allowed: one of finish, fail and hang
            a.conf:12: lines[6].then: found no answer, allowed: at least one
            a.conf:13: lines[7].then[0].fail: found "slow", allowed: one of authentication, permission, not-found, invalid-request, context-length, quota, rate-limit, overloaded, refused, timeout, malformed, truncated
            a.conf:13: lines[7].times: found 0, allowed: always, or a whole number from 1 on
            a.conf:14: lines[8].call.tool: found 0 blank characters, allowed: text that is not blank
            a.conf:15: lines[9].when.result-contains: found no tool-result, allowed: a tool-result that says whose result
            a.conf:16: lines[10].babble: found another answer beside it, allowed: one of the two
            a.conf:17: lines[11].when: found "a", allowed: a section { ... }
            a.conf:17: lines[11].reply: found {"b":"c"}, allowed: a text
            a.conf:18: lines[12].reply: found U+0000 at index 1, allowed: well-formed Unicode without U+0000
            a.conf:19: lines[13].reply: found a key that is not known here, allowed: when, then, times
            a.conf:21: failures.once[0]: found nothing to answer, allowed: reply, refuse, call, fail, hang or babble
            a.conf:21: failures.randomly.probability: found 2, allowed: a number from 0 to 1
            a.conf:4: skript: found a key that is not known here, allowed: seed, otherwise, latency, gap, piece-size, times, lines, failures""");
  }

  @Test
  void aScriptWithMistakesGivesNoTransport() throws IOException {
    ScriptFile file = read("otherwise = sing");
    assertThatThrownBy(() -> file.transport(TokenCounter.estimating()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a.conf:1: otherwise: found \"sing\", allowed: one of fail, echo");
  }

  @Test
  void whatIsNoScriptAtAllIsToldToo() throws IOException {
    assertThat(read("lines = [\n  { reply = a\n").problems())
        .singleElement()
        .satisfies(p -> assertThat(p.key()).contains("a.conf:"))
        .satisfies(p -> assertThat(p.allowed()).isEqualTo("a script in well-formed HOCON"));
    assertThat(read("otherwise = ${nobody}").problems())
        .singleElement()
        .satisfies(p -> assertThat(p.found()).contains("nobody"));
    assertThat(ScriptFile.read(folder.resolve("none.conf").toString()).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.key()).endsWith("none.conf"))
        .satisfies(p -> assertThat(p.found()).isEqualTo("nothing that can be read"));
    assertThat(ScriptFile.read(folder.toString()).problems()).hasSize(1);
    assertThat(read("[]").problems()).hasSize(1);
  }

  private ScriptFile read(String script) throws IOException {
    return ScriptFile.read(Files.writeString(folder.resolve("a.conf"), script).toString());
  }

  private FakeTransport fake(String script) throws IOException {
    ScriptFile file = read(script);
    assertThat(file.problems()).isEmpty();
    return file.transport(TokenCounter.estimating());
  }

  private static Throwable failureWithin(FakeTransport fake, Duration timeout) {
    return catchThrowable(() -> ask(fake, Prompts.withTimeout(Prompts.asking("?"), timeout)));
  }
}
