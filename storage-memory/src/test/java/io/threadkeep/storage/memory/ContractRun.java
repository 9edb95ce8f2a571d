package io.threadkeep.storage.memory;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.threadkeep.kit.ContractRule;
import io.threadkeep.kit.StoreHarness;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What became of each rule when the whole contract ran on one store. */
record ContractRun(Set<String> kept, Set<String> broken) {
  private static final Launcher LAUNCHER = LauncherFactory.create();
  private static final List<Method> RULES =
      Arrays.stream(ContractOnTrial.class.getMethods())
          .filter(method -> method.isAnnotationPresent(ContractRule.class))
          .toList();

  static ContractRun on(StoreHarness subject) {
    return on(subject, rule -> true);
  }

  /**
   * @param rules those that are to be run, by number
   */
  static synchronized ContractRun on(StoreHarness subject, Predicate<String> rules) {
    ContractOnTrial.use(subject);
    Listener listener = new Listener();
    LAUNCHER.execute(
        LauncherDiscoveryRequestBuilder.request().selectors(selecting(rules)).build(), listener);
    return new ContractRun(listener.kept, listener.broken);
  }

  /** One by one: to have all of them found each time would take longer than to run a few. */
  private static List<MethodSelector> selecting(Predicate<String> rules) {
    return RULES.stream()
        .filter(method -> rules.test(rule(method)))
        .map(method -> selectMethod(ContractOnTrial.class, method))
        .toList();
  }

  private static String rule(Method method) {
    return method.getAnnotation(ContractRule.class).value();
  }

  private static final class Listener implements TestExecutionListener {
    private final Set<String> kept = new TreeSet<>();
    private final Set<String> broken = new TreeSet<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest()) {
        String rule = rule(((MethodSource) test.getSource().orElseThrow()).getJavaMethod());
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
