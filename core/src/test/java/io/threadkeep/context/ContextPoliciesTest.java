package io.threadkeep.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.InvalidInputException;
import java.util.List;
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
        "everything",
        "auto",
        "block-aligned(token-budget(8000), 20)",
        "pinned(2, last-messages(20))",
        "summarising(block-aligned(last-messages(40), 20), gpt-4.1-mini)",
        "summarising(everything, provider/model:free)",
        "pinned(2, block-aligned(token-budget(8000, shorten-tool-outputs), 20))"
      })
  void aPolicyIsReadAsItIsWritten(String spec) {
    assertThat(ContextPolicies.builtIn().parse(spec).spec()).isEqualTo(spec);
  }

  @Test
  void spacesDoNotMatter() {
    assertThat(ContextPolicies.builtIn().parse("  token-budget( 8000 ,fail ) "))
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
        "auto(1)",
        "block-aligned(last-messages(20))",
        "block-aligned(20, last-messages(20))",
        "block-aligned(last-messages(20), 1)",
        "block-aligned(last-messages(20, 5)",
        "pinned(2, last-messages(20)))",
        "pinned(2)",
        "pinned(0, everything)",
        "summarising(everything)",
        "summarising(everything, )",
        "summarising(everything, a model)",
        "forget"
      })
  void anythingElseIsRefusedWithWhatIsAllowed(String spec) {
    assertThatThrownBy(() -> ContextPolicies.builtIn().parse(spec))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void theErrorNamesTheUnknownWordAndListsWhatThereIs() {
    assertThatThrownBy(() -> ContextPolicies.builtIn().parse("pinned(2, forget(3))"))
        .hasMessageContaining("found 'forget(3)'")
        .hasMessageContaining("last-messages(n)")
        .hasMessageContaining("block-aligned(policy, messages)");
    assertThatThrownBy(() -> ContextPolicies.builtIn().parse("pinned(two, everything)"))
        .hasMessageContaining("expected pinned(messages, policy)")
        .hasMessageContaining("'pinned(two, everything)'");
  }

  @Test
  void nestingWithoutEndIsRefusedAndNotFollowed() {
    assertThatThrownBy(
            () -> ContextPolicies.builtIn().parse("pinned(1, ".repeat(100_000) + ")".repeat(9)))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void policiesOfTheHostsOwnAreReadBesideOursAndWithinThem() {
    ContextPolicies policies =
        ContextPolicies.builtIn()
            .with(
                List.of(
                    ContextPolicyType.of(
                        "homemade",
                        "homemade(n)",
                        arguments -> new Homemade("homemade(" + arguments.number(0) + ")"))));
    assertThat(policies.check(new Homemade("homemade(3)"))).isEqualTo(new Homemade("homemade(3)"));
    ContextPolicy aligned = new BlockAligned(new Homemade("homemade(3)"), 8);
    assertThat(policies.parse("block-aligned(homemade(3), 8)")).isEqualTo(aligned);
    assertThatThrownBy(() -> policies.parse("gone")).hasMessageContaining("homemade(n)");
  }

  @Test
  void namesAreToldApart() {
    for (String taken : List.of("everything", "Not A Name")) {
      ContextPolicyType type = ContextPolicyType.of(taken, taken, arguments -> new Everything());
      assertThatThrownBy(() -> ContextPolicies.builtIn().with(List.of(type)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(taken);
    }
  }

  @Test
  void aPolicyThatNoWorkerCouldReadBackIsRefused() {
    assertThat(ContextPolicies.builtIn().check(new LastMessages(7))).isEqualTo(new LastMessages(7));
    assertThatThrownBy(() -> ContextPolicies.builtIn().check(new Homemade("homemade(3)")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("homemade(3)");
    assertThatThrownBy(() -> ContextPolicies.builtIn().check(new Homemade("everything")))
        .isInstanceOf(InvalidInputException.class);
  }

  private record Homemade(String spec) implements ContextPolicy {
    @Override
    public void fill(WindowBuilder window) {
      new Everything().fill(window);
    }
  }
}
