package io.threadkeep.storage.memory;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.threadkeep.kit.ContractRule;
import io.threadkeep.kit.StoreHarness;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What became of each rule when the whole contract ran on one store. */
record ContractRun(Set<String> kept, Set<String> broken) {

  static ContractRun on(StoreHarness subject) {
    return on(subject, rule -> true);
  }

  /**
   * @param rules those that are to be run, by number
   */
  static synchronized ContractRun on(StoreHarness subject, Predicate<String> rules) {
    ContractOnTrial.use(subject);
    Listener listener = new Listener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(ContractOnTrial.class))
                .filters(only(rules))
                .build(),
            listener);
    return new ContractRun(listener.kept, listener.broken);
  }

  private static PostDiscoveryFilter only(Predicate<String> rules) {
    return test ->
        FilterResult.includedIf(
            test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> rules.test(rule((MethodSource) source)))
                .orElse(true));
  }

  private static String rule(MethodSource test) {
    return test.getJavaMethod().getAnnotation(ContractRule.class).value();
  }

  private static final class Listener implements TestExecutionListener {
    private final Set<String> kept = new TreeSet<>();
    private final Set<String> broken = new TreeSet<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest()) {
        String rule = rule((MethodSource) test.getSource().orElseThrow());
        boolean first = (result.getStatus() == Status.SUCCESSFUL ? kept : broken).add(rule);
        if (!first) {
          throw new AssertionError("Two rules have the number " + rule);
        }
      } else if (result.getStatus() != Status.SUCCESSFUL) {
        throw new AssertionError("The contract could not run", result.getThrowable().orElse(null));
      }
    }
  }
}
