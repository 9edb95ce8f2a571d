package io.threadkeep.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.InvalidInputException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolBoxTest {

  @Test
  void findsToolsByNameAndKeepsTheirOrder() {
    Tool zebra = named("zebra");
    Tool ant = named("ant");
    ToolBox box = ToolBox.of(zebra, ant);
    assertThat(box.find("ant")).containsSame(ant);
    assertThat(box.find("Ant")).isEmpty();
    assertThat(box.names()).containsExactly("zebra", "ant");
    assertThat(box.definitions()).containsExactly(zebra.definition(), ant.definition());
    assertThat(box.tools()).containsExactly(zebra, ant);
    assertThat(box).hasToString("ToolBox[zebra, ant]");
  }

  @Test
  void noneHoldsNone() {
    assertThat(ToolBox.none().definitions()).isEmpty();
    assertThat(ToolBox.none().find("ant")).isEmpty();
  }

  @Test
  void theSameNameTwiceIsRefused() {
    assertThatThrownBy(() -> ToolBox.of(named("ant"), named("ant")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'ant' twice");
  }

  @Test
  void aToolThatTheCallerCarriesOutIsNoneOfTheWorkers() {
    Tool callers = tool(new ToolDefinition("pay", "Pays."));
    assertThatThrownBy(() -> ToolBox.of(callers))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("CALLER of 'pay'");
  }

  @Test
  void nobodyChangesABox() {
    ToolBox box = ToolBox.of(List.of(named("ant")));
    assertThatThrownBy(() -> box.names().clear()).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> box.tools().clear()).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aToolIsRepeatableAndQuickUnlessItSaysOtherwise() {
    ToolTraits traits = named("ant").traits();
    assertThat(traits)
        .isEqualTo(new ToolTraits(Duration.ofSeconds(30), UnknownOutcome.REPEAT, false));
    assertThat(
            traits
                .timeout(Duration.ofMinutes(2))
                .unknownOutcome(UnknownOutcome.FAIL_RUN)
                .needsApproval(true))
        .isEqualTo(new ToolTraits(Duration.ofMinutes(2), UnknownOutcome.FAIL_RUN, true));
    assertThatThrownBy(() -> traits.timeout(Duration.ZERO))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("tool.timeout");
  }

  private static Tool named(String name) {
    return tool(new ToolDefinition(name, "").site(ToolSite.WORKER));
  }

  private static Tool tool(ToolDefinition definition) {
    return new Tool() {
      @Override
      public ToolDefinition definition() {
        return definition;
      }

      @Override
      public ToolOutput call(ToolRequest request) {
        return ToolOutput.of(request.arguments());
      }
    };
  }
}
