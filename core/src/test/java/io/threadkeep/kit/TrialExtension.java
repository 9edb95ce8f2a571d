package io.threadkeep.kit;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands each rule its {@link Trial}, closes it behind the rule, and closes the harness behind the
 * last one.
 */
final class TrialExtension implements BeforeEachCallback, ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(TrialExtension.class);

  /** Closed by JUnit together with the test class. */
  private record Ending(StoreHarness harness) implements AutoCloseable {
    @Override
    public void close() {
      harness.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Trial.class;
  }

  /** Before JUnit asks for it: an error there could not say that there is no such database here. */
  @Override
  public void beforeEach(ExtensionContext context) {
    if (!List.of(context.getRequiredTestMethod().getParameterTypes()).contains(Trial.class)) {
      return;
    }
    StoreHarness harness = ((StoreRules) context.getRequiredTestInstance()).harness();
    context
        .getParent()
        .orElseThrow()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(harness, same -> new Ending(harness));
    context.getStore(NAMESPACE).put(Trial.class, new Trial(harness));
  }

  @Override
  public Trial resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return Objects.requireNonNull(context.getStore(NAMESPACE).get(Trial.class, Trial.class));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Trial trial = context.getStore(NAMESPACE).remove(Trial.class, Trial.class);
    if (trial != null) {
      trial.close();
    }
  }
}
