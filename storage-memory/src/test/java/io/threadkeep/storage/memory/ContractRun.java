package io.threadkeep.storage.memory;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.threadkeep.kit.ContractRule;
import io.threadkeep.kit.StoreHarness;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What became of each rule when the whole contract ran on one store. */
record ContractRun(Set<String> kept, Set<String> broken) {

  static synchronized ContractRun on(StoreHarness subject) {
    ContractOnTrial.use(subject);
    Listener listener = new Listener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(ContractOnTrial.class))
                .build(),
            listener);
    return new ContractRun(listener.kept, listener.broken);
  }

  private static final class Listener implements TestExecutionListener {
    private final Set<String> kept = new TreeSet<>();
    private final Set<String> broken = new TreeSet<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest()) {
        String rule = rule(test);
        boolean first = (result.getStatus() == Status.SUCCESSFUL ? kept : broken).add(rule);
        if (!first) {
          throw new AssertionError("Two rules have the number " + rule);
        }
      } else if (result.getStatus() != Status.SUCCESSFUL) {
        throw new AssertionError("The contract could not run", result.getThrowable().orElse(null));
      }
    }

    private static String rule(TestIdentifier test) {
      MethodSource method = (MethodSource) test.getSource().orElseThrow();
      return method.getJavaMethod().getAnnotation(ContractRule.class).value();
    }
  }
}
