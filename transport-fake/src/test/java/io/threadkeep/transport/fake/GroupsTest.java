package io.threadkeep.transport.fake;

import static io.threadkeep.transport.fake.Asking.ask;
import static io.threadkeep.transport.fake.Asking.failure;
import static io.threadkeep.transport.fake.Asking.say;
import static io.threadkeep.transport.fake.RequestCondition.userContains;
import static io.threadkeep.transport.fake.RequestCondition.userMatches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.transport.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupsTest {

  @Test
  void aReplyMayQuoteWhatTheExpressionFound() {
    FakeTransport fake =
        FakeTransport.script()
            .when(userMatches("(?i)from (?<from>\\w+) to (\\w+)( by train)?"))
            .thenReply("${from} to $2$3 for $$5")
            .always()
            .otherwiseEcho();
    assertThat(say(fake, "I go from Rome to Oslo!")).isEqualTo("Rome to Oslo for $5");
    assertThat(say(fake, "From Rome to Oslo by train")).isEqualTo("Rome to Oslo by train for $5");
    assertThat(say(fake, "Thanks")).isEqualTo("You said: Thanks");
  }

  @Test
  void whatIsQuotedInArgumentsIsStillJson() {
    FakeTransport fake =
        FakeTransport.script()
            .when(userMatches("find (.*)"))
            .thenCall("search", "{\"text\":\"$1\"}")
            .otherwiseFail();
    assertThat(ask(fake, Prompts.asking("find \"a\\b\" $1")).toolCalls().get(0).arguments())
        .isEqualTo("{\"text\":\"\\\"a\\\\b\\\" $1\"}");
  }

  @Test
  void withoutAnExpressionADollarIsADollar() {
    FakeTransport fake =
        FakeTransport.script().when(userContains("price")).thenReply("$1").otherwiseFail();
    assertThat(say(fake, "The price?")).isEqualTo("$1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$2", "$0$9", "${name}", "$99999999999", "${from }, ${to}"})
  void aReplyThatNamesAnUnknownGroupIsRefusedWhenItIsWritten(String reply) {
    FakeTransportBuilder line = FakeTransport.script().when(userMatches("capital of (?<from>.*)"));
    assertThatThrownBy(() -> line.thenReply(reply))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/capital of (?<from>.*)/ does not have")
        .hasMessageContaining("$$");
  }

  @Test
  void anExpressionThatCannotCopeWithALongTextIsAFailureOfTheCallAlone() {
    FakeTransport fake =
        FakeTransport.script()
            .when(userMatches("^(a|b)*$"))
            .thenReply("Only a and b.")
            .always()
            .otherwiseFail();
    assertThat(failure(fake, "ab".repeat(200_000)))
        .isInstanceOf(InvalidRequestException.class)
        .hasCauseInstanceOf(StackOverflowError.class);
    assertThat(say(fake, "ab")).isEqualTo("Only a and b.");
  }
}
