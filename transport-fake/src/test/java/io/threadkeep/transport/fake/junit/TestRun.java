package io.threadkeep.transport.fake.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** What became of the tests of a class that is written to be looked at. */
record TestRun(Events tests) {

  static TestRun of(Class<?> tests) {
    return new TestRun(
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests)).execute().testEvents());
  }

  /** Two at a time. */
  static TestRun inParallel(Class<?> tests) {
    return new TestRun(
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(tests))
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
            .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
            .execute()
            .testEvents());
  }

  /** The failure of the test of this name. */
  Throwable failureOf(String test) {
    return failures(test).stream()
        .findFirst()
        .flatMap(TestExecutionResult::getThrowable)
        .orElseThrow(() -> new AssertionError(test + " has not failed: " + tests.list()));
  }

  void assertSucceeded(String test) {
    assertThat(failures(test)).isEmpty();
    assertThat(tests.succeeded().list()).anyMatch(event -> isOf(event, test));
  }

  private List<TestExecutionResult> failures(String test) {
    return tests.finished().list().stream()
        .filter(event -> isOf(event, test))
        .map(event -> event.getPayload(TestExecutionResult.class))
        .flatMap(Optional::stream)
        .filter(result -> result.getStatus() != TestExecutionResult.Status.SUCCESSFUL)
        .toList();
  }

  private static boolean isOf(Event event, String test) {
    return event.getTestDescriptor().getDisplayName().startsWith(test + "(");
  }
}
