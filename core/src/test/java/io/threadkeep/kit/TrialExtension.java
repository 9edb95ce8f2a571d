package io.threadkeep.kit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands each rule its {@link Trial}, closes it behind the rule, and closes the harness behind the
 * last one.
 */
final class TrialExtension implements ParameterResolver, AfterEachCallback {
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

  @Override
  public Trial resolveParameter(ParameterContext parameter, ExtensionContext context) {
    StoreHarness harness = ((StoreRules) context.getRequiredTestInstance()).harness();
    context
        .getParent()
        .orElseThrow()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(harness, same -> new Ending(harness));
    Trial trial = new Trial(harness);
    context.getStore(NAMESPACE).put(Trial.class, trial);
    return trial;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Trial trial = context.getStore(NAMESPACE).remove(Trial.class, Trial.class);
    if (trial != null) {
      trial.close();
    }
  }
}
