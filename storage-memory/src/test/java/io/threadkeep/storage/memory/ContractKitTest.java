package io.threadkeep.storage.memory;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.kit.Chaos;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tries the contract kit: a sound store keeps every rule, and each fault is found by its rules. */
final class ContractKitTest {

  static Stream<Fault> faults() {
    return Stream.of(
            LogFaults.all(),
            RecordFaults.all(),
            LifeFaults.all(),
            ForkFaults.all(),
            RetentionFaults.all(),
            ErasureFaults.all(),
            RunFaults.all(),
            BusyFaults.all(),
            QueueFaults.all(),
            AdvanceFaults.all(),
            ToolFaults.all(),
            GateFaults.all(),
            EventFaults.all(),
            RestoreFaults.all(),
            UsageFaults.all(),
            SummaryFaults.all(),
            WithdrawalFaults.all(),
            SearchFaults.all(),
            BudgetFaults.all())
        .flatMap(UnaryOperator.identity());
  }

  /** In each build by its own rules; with {@code -Pchaos} all others are asked, too. */
  @ParameterizedTest
  @MethodSource("faults")
  void aFaultIsFoundByItsRulesAndByNoOthers(Fault fault) {
    ContractRun run =
        ContractRun.on(
            new SharedHarness(fault.breaking()),
            rule -> Chaos.isWanted() || fault.breaks().contains(rule));
    assertThat(run.broken()).containsAll(fault.breaks());
    assertThat(run.broken()).isSubsetOf(union(fault.breaks(), fault.mayBreak()));
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    return Stream.concat(some.stream(), others.stream()).collect(toSet());
  }

  @Test
  void aStoreThatBeginsAnewIsNotDurable() {
    ContractRun run = ContractRun.on(new ForgetfulHarness());
    // Nothing is claimed twice where nothing is found: that one rule is kept.
    assertThat(run.broken())
        .containsExactly(
            "BUDGET-12",
            "DURABLE-1",
            "DURABLE-2",
            "DURABLE-3",
            "DURABLE-4",
            "DURABLE-6",
            "EVENT-12",
            "GATE-8",
            "SEARCH-11",
            "USAGE-10");
  }

  @Test
  void aSoundStoreKeepsEveryRule() {
    ContractRun run = ContractRun.on(new SharedHarness(UnaryOperator.identity()));
    assertThat(run.broken()).isEmpty();
    Map<String, Set<Integer>> numbers = new TreeMap<>();
    for (String rule : run.kept()) {
      String[] areaAndNumber = rule.split("-", -1);
      numbers
          .computeIfAbsent(areaAndNumber[0], none -> new TreeSet<>())
          .add(Integer.valueOf(areaAndNumber[1]));
    }
    assertThat(numbers.keySet())
        .containsExactly(
            "ASSISTANT",
            "BUDGET",
            "BUSY",
            "DURABLE",
            "ERASE",
            "EVENT",
            "FORK",
            "GATE",
            "HEALTH",
            "JOB",
            "LIFE",
            "LOG",
            "QUEUE",
            "RESTORE",
            "RETENTION",
            "RUN",
            "SCOPE",
            "SEARCH",
            "SUMMARY",
            "THREAD",
            "TOOL",
            "USAGE",
            "WITHDRAW");
    assertThat(numbers)
        .allSatisfy(
            (area, ofArea) ->
                assertThat(ofArea)
                    .as(area)
                    .isEqualTo(
                        IntStream.rangeClosed(1, ofArea.size())
                            .boxed()
                            .collect(Collectors.toCollection(TreeSet::new))));
    // So that rules cannot get lost unnoticed, with a file that JUnit no longer finds.
    assertThat(run.kept()).hasSizeGreaterThanOrEqualTo(216);
  }
}
