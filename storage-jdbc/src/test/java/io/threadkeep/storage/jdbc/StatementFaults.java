package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.error.Retryable;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.kit.Chaos;
import io.threadkeep.kit.Trial;
import io.threadkeep.storage.jdbc.FaultyDataSource.Point;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.store.ThreadStore;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation is made to fail at every one of its statements, in every way. What the tables
 * hold afterwards is what they held before it, or what they hold when nothing goes wrong; what the
 * caller is told fits; and the same call again comes to the same end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StatementFaults {
  private final Optional<DatabaseServer> server;
  private BreakableStore keep;

  StatementFaults(Optional<DatabaseServer> server) {
    this.server = server;
  }

  /**
   * What came of one call.
   *
   * @param told its result, or its {@link Refusal}
   */
  private record Outcome(Object told, Map<String, List<String>> rows) {}

  private record Refusal(Class<?> type, boolean retryable) {}

  /** An operation and its repetition when nothing goes wrong: the measure of all others. */
  private record Undisturbed(
      List<Point> points, Map<String, List<String>> before, Outcome first, Outcome again) {}

  @BeforeAll
  void open() {
    Assumptions.assumeTrue(server.isPresent(), "not on this machine; see above");
    keep = new BreakableStore(server.orElseThrow().fresh());
  }

  @AfterAll
  void close() {
    if (keep != null) {
      keep.close();
    }
  }

  static List<Operation> operations() {
    return Operations.all();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aFaultLeavesAllOrNothing(Operation operation) {
    Undisturbed undisturbed = undisturbed(operation);
    assertThat(undisturbed.first().told()).isNotInstanceOf(Refusal.class);
    operation
        .leaves()
        .forEach(
            (table, rows) ->
                assertThat(undisturbed.first().rows().getOrDefault(table, List.of()))
                    .as(table)
                    .hasSize(rows));
    SoftAssertions all = new SoftAssertions();
    List<Point> points = undisturbed.points();
    (Chaos.isWanted() ? Fault.along(points) : Fault.some(points, operation.toString().hashCode()))
        .forEach(fault -> all.check(() -> tryOut(operation, fault, undisturbed)));
    all.assertAll();
  }

  private Undisturbed undisturbed(Operation operation) {
    try (Trial trial = new Trial(keep)) {
      Callable<?> call = operation.preparation().in(trial);
      Map<String, List<String>> before = keep.rows().read();
      Outcome first = make(call, Fault.NONE);
      List<Point> points = keep.faults().passed();
      return new Undisturbed(points, before, first, make(call, Fault.NONE));
    }
  }

  private void tryOut(Operation operation, Fault fault, Undisturbed undisturbed) {
    try (Trial trial = new Trial(keep)) {
      Callable<?> call = operation.preparation().in(trial);
      Outcome hit = make(call, fault);
      assertThat(keep.faults().passed()).as("%s: met", fault).hasSizeGreaterThan(fault.first());
      assertThat(keep.pauses()).as("%s: pauses", fault).hasSizeLessThanOrEqualTo(Backoff.RETRIES);
      if (fault.isHealed()) {
        boolean told = operation.told() || !fault.losesAnswer(undisturbed.points());
        assertThat(hit.rows()).as("%s: healed", fault).isEqualTo(undisturbed.first().rows());
        assertThat(told ? hit.told() : undisturbed.first().told())
            .as("%s: healed", fault)
            .isEqualTo(undisturbed.first().told());
        // The store remembers nothing beside its rows: what follows has been seen undisturbed.
      } else {
        assertRefused(hit, fault, undisturbed);
        boolean done = hit.rows().equals(undisturbed.first().rows());
        assertThat(make(call, Fault.NONE))
            .as("%s: again", fault)
            .isEqualTo(done ? undisturbed.again() : undisturbed.first());
      }
    }
  }

  private static void assertRefused(Outcome hit, Fault fault, Undisturbed undisturbed) {
    assertThat(hit.told()).as("%s: told", fault).isInstanceOf(Refusal.class);
    assertThat(((Refusal) hit.told()).retryable())
        .as("%s: may be tried again", fault)
        .isEqualTo(fault.state().isRetryable());
    assertThat(hit.rows())
        .as("%s: all or nothing", fault)
        .isIn(undisturbed.before(), undisturbed.first().rows());
  }

  private Outcome make(Callable<?> call, Fault fault) {
    keep.pauses().clear();
    keep.faults().expect(fault);
    Object told;
    try {
      told = call.call();
    } catch (ThreadkeepException e) {
      told = new Refusal(e.getClass(), e instanceof Retryable);
    } catch (Exception e) {
      throw new AssertionError(fault + ": an error of no type of ours", e);
    }
    assertThat(keep.faults().open()).as("%s: connections kept", fault).isZero();
    return new Outcome(told, keep.rows().read());
  }

  @Test
  void everyMethodOfTheSpiIsTried() {
    Set<String> tried = operations().stream().map(Operation::method).collect(Collectors.toSet());
    Set<String> methods =
        Arrays.stream(ThreadStore.class.getMethods())
            .map(Method::getReturnType)
            .filter(Class::isInterface)
            .flatMap(
                role ->
                    Arrays.stream(role.getMethods())
                        .map(method -> role.getSimpleName() + "." + method.getName()))
            // No transaction: what a listener misses is found by asking.
            .filter(method -> !method.equals("RunQueue.listen"))
            .collect(Collectors.toSet());
    assertThat(tried).containsExactlyInAnyOrderElementsOf(methods);
  }
}
