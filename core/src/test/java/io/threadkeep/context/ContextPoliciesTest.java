package io.threadkeep.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextPoliciesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "last-messages(20)",
        "token-budget(8000)",
        "token-budget(8000, shorten-tool-outputs)",
        "everything"
      })
  void aPolicyIsReadAsItIsWritten(String spec) {
    assertThat(ContextPolicies.parse(spec).spec()).isEqualTo(spec);
  }

  @Test
  void spacesDoNotMatter() {
    assertThat(ContextPolicies.parse("  token-budget( 8000 ,fail ) "))
        .isEqualTo(new TokenBudget(8_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "last-messages",
        "last-messages()",
        "last-messages(0)",
        "last-messages(-1)",
        "last-messages(1, 2)",
        "last-messages(99999999999)",
        "token-budget(8000, guess)",
        "everything(1)",
        "forget"
      })
  void anythingElseIsRefusedWithWhatIsAllowed(String spec) {
    assertThatThrownBy(() -> ContextPolicies.parse(spec)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void aPolicyThatNoWorkerCouldReadBackIsRefused() {
    assertThat(ContextPolicies.check(new LastMessages(7))).isEqualTo(new LastMessages(7));
    assertThatThrownBy(() -> ContextPolicies.check(new Homemade("homemade(3)")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("homemade(3)");
    assertThatThrownBy(() -> ContextPolicies.check(new Homemade("everything")))
        .isInstanceOf(InvalidInputException.class);
  }

  private record Homemade(String spec) implements ContextPolicy {
    @Override
    public ContextWindow select(PinnedLog log, PromptFrame frame) {
      return new Everything().select(log, frame);
    }
  }
}
