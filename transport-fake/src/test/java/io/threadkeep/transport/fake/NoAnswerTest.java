package io.threadkeep.transport.fake;

import static io.threadkeep.transport.fake.Asking.failure;
import static io.threadkeep.transport.fake.Asking.say;
import static io.threadkeep.transport.fake.RequestCondition.systemContains;
import static io.threadkeep.transport.fake.RequestCondition.userContains;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.transport.InvalidRequestException;
import org.junit.jupiter.api.Test;

class NoAnswerTest {

  @Test
  void theNearestLineIsNamedWithTheConditionThatFailedAndWhatWasFound() {
    FakeTransport fake =
        FakeTransport.script()
            .when(userContains("refund"))
            .thenReply("Paid back.")
            .when(userContains("wether"))
            .thenReply("Sunny.")
            .otherwiseFail();

    assertThat(failure(fake, "What's the weather?"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            """
            The fake transport has no answer to call 1, in which the user says "What's the weather?".
            Nearest is line 2 (user contains "wether"): 'user contains "wether"' does not hold, \
            found "What's the weather?".
            Left unused:
              line 1 (user contains "refund"): used 0 times of 1; next would be: reply "Paid back."
              line 2 (user contains "wether"): used 0 times of 1; next would be: reply "Sunny."
            Add a line for it, or end the script with otherwiseEcho().""");
  }

  @Test
  void aLineThatMissesByOneConditionIsNearerThanOneThatMissesByTwo() {
    FakeTransport fake =
        FakeTransport.script()
            .when(userContains("sun"), systemContains("brief"))
            .thenReply("a")
            .when(userContains("rain"), systemContains("brief"))
            .thenReply("b")
            .otherwiseFail();
    assertThat(failure(fake, "Will it rain?"))
        .hasMessageContaining("Nearest is line 2")
        .hasMessageContaining("'system contains \"brief\"' does not hold, found nothing.")
        .hasMessageNotContaining("'user contains \"rain\"' does not hold");
  }

  @Test
  void aScriptThatIsUsedUpSaysSo() {
    FakeTransport fake = FakeTransport.scripted("One.", "Two.");
    say(fake, "?");
    say(fake, "?");
    assertThat(failure(fake, "And then?"))
        .hasMessageContaining("no answer to call 3")
        .hasMessageContaining("line 1 (any request): fits, but was used 2 times already.")
        .hasMessageContaining("No line is left unused.");
  }

  @Test
  void aScriptWithoutLinesSaysSo() {
    assertThat(failure(FakeTransport.script().otherwiseFail(), "?"))
        .hasMessageContaining("Its script has no lines.");
  }

  @Test
  void theMessageStaysReadableHoweverLongScriptAndQuestionAre() {
    FakeTransportBuilder script = FakeTransport.script();
    for (int i = 0; i < 100; i++) {
      script.when(userContains("x".repeat(10_000) + i)).thenReply("y".repeat(10_000));
    }
    assertThat(failure(script.otherwiseFail(), "z".repeat(1_000_000)).getMessage())
        .hasSizeLessThan(4_000)
        .contains("and 92 more");
  }
}
