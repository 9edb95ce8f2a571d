package io.threadkeep.kit;

import static io.threadkeep.kit.UsageLines.LARGE;
import static io.threadkeep.kit.UsageLines.OF_TODAY;
import static io.threadkeep.kit.UsageLines.SMALL;
import static io.threadkeep.kit.UsageLines.TODAY;
import static io.threadkeep.kit.UsageLines.byAllButThread;
import static io.threadkeep.kit.UsageLines.entry;
import static io.threadkeep.kit.UsageLines.line;
import static io.threadkeep.kit.UsageLines.run;
import static io.threadkeep.kit.UsageLines.sum;
import static io.threadkeep.kit.UsageLines.times;
import static io.threadkeep.kit.UsageLines.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Scope;
import io.threadkeep.run.Usage;
import io.threadkeep.store.UsageRecords;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.usage.UsageEntry;
import io.threadkeep.usage.UsageKey;
import io.threadkeep.usage.UsageLine;
import io.threadkeep.usage.UsageQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * USAGE-5 to USAGE-11: what was used by what is gone, or was never a run.
 *
 * <ol start="5">
 *   <li>What a removed thread has used stays in every sum, but of no thread.
 *   <li>Work beside any run counts, once for each id.
 *   <li>What an erased user has used stays in the tenant's sum, as nobody's.
 *   <li>There are no more lines than are asked for.
 *   <li>Of threads that are removed at once nothing is lost.
 *   <li>Runs and ledger are there for all instances.
 *   <li>What is too much to be counted hinders no sum and no removal.
 * </ol>
 */
interface UsageLedgerRules extends StoreRules {

  @ContractRule("USAGE-5")
  default void whatARemovedThreadHasUsedStaysInEverySum(Trial trial) {
    AssistantId assistant = trial.samples().ids().assistant();
    List<ChatThread> threads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ChatThread thread = trial.startThread();
      run(trial, thread, assistant, "one", SMALL);
      run(trial, thread, assistant, "one", LARGE);
      run(trial, thread, assistant, "two", SMALL);
      threads.add(thread);
    }
    List<UsageLine> before = sum(trial, Scopes.ACME, byAllButThread());
    for (ChatThread thread : threads.subList(0, 2)) {
      trial.store().threads().delete(Scopes.ANN, thread.id());
      assertThat(sum(trial, Scopes.ACME, byAllButThread()))
          .containsExactlyInAnyOrderElementsOf(before);
    }
    assertThat(sum(trial, Scopes.ANN, OF_TODAY.by(UsageKey.THREAD)))
        .extracting(line -> line.group().thread(), UsageLine::runs)
        .containsExactlyInAnyOrder(tuple(null, 6L), tuple(threads.get(2).id(), 3L));
  }

  @ContractRule("USAGE-6")
  default void workBesideAnyRunCountsOnce(Trial trial) {
    UsageRecords records = trial.store().usage();
    UsageEntry first = entry("summary 1", Scopes.ANN, SMALL);
    records.add(first);
    records.add(entry("summary 2", Scopes.ANN, LARGE));
    records.add(first);
    records.add(entry("summary 1", Scopes.GLOBEX_ANN, LARGE));
    assertThat(sum(trial, Scopes.ANN, byAllButThread()))
        .containsExactly(line(TODAY, "ann", null, null, "small", 0, SMALL.plus(LARGE)));
    run(trial, trial.startThread(), "small", SMALL);
    assertThat(sum(trial, Scopes.ACME, OF_TODAY.by(UsageKey.MODEL)))
        .containsExactly(line(null, null, null, null, "small", 1, SMALL.plus(LARGE).plus(SMALL)));
    assertThat(sum(trial, Scopes.ANN, OF_TODAY.during(TODAY.plusDays(1), TODAY.plusDays(9))))
        .isEmpty();
  }

  @ContractRule("USAGE-7")
  default void anErasedUsersUsageIsNobodys(Trial trial) {
    AssistantId assistant = trial.samples().ids().assistant();
    for (Scope owner : List.of(Scopes.ANN, Scopes.BOB, Scopes.ACME, Scopes.GLOBEX_ANN)) {
      ChatThread thread = trial.startThread(owner);
      run(trial, thread, assistant, "one", SMALL);
      trial.store().threads().delete(owner, thread.id());
    }
    trial.store().usage().add(entry("summary 1", Scopes.ANN, LARGE));
    trial.store().usage().add(entry("summary 2", Scopes.ANN, LARGE));
    run(trial, trial.startThread(), assistant, "one", Usage.of(7, 0));
    for (int n = 0; n < 2; n++) {
      trial.store().erasures().erase(Scopes.ANN, null, 1_000);
      assertThat(sum(trial, Scopes.ACME, byAllButThread()))
          .containsExactlyInAnyOrder(
              line(TODAY, null, null, assistant, "one", 3, SMALL.plus(SMALL).plus(Usage.of(7, 0))),
              line(TODAY, null, null, null, "small", 0, LARGE.plus(LARGE)),
              line(TODAY, "bob", null, assistant, "one", 1, SMALL));
    }
    assertThat(tokens(trial, Scopes.GLOBEX_ANN)).isEqualTo(SMALL.totalTokens());
    // What comes later is the user's again, until it is asked for once more.
    ChatThread later = trial.startThread();
    run(trial, later, assistant, "one", Usage.of(7, 0));
    trial.store().threads().delete(Scopes.ANN, later.id());
    assertThat(tokens(trial, Scopes.ANN)).isEqualTo(7);
  }

  @ContractRule("USAGE-8")
  default void thereAreNoMoreLinesThanAreAskedFor(Trial trial) {
    ChatThread thread = trial.startThread();
    for (String model : List.of("one", "two", "three")) {
      run(trial, thread, model, SMALL);
    }
    trial.store().usage().add(entry("summary", Scopes.ANN, SMALL));
    UsageQuery byModel = OF_TODAY.by(UsageKey.MODEL);
    for (int limit = 1; limit <= 6; limit++) {
      assertThat(trial.store().usage().sum(Scopes.ANN, byModel, limit)).hasSize(Math.min(4, limit));
    }
  }

  @ContractRule("USAGE-9")
  default void ofThreadsThatAreRemovedAtOnceNothingIsLost(Trial trial) {
    AssistantId assistant = trial.samples().ids().assistant();
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      ChatThread thread = trial.startThread();
      run(trial, thread, assistant, i % 2 == 0 ? "one" : "two", SMALL);
      run(trial, thread, assistant, "three", LARGE);
      UsageEntry entry = entry("summary " + i, Scopes.ANN, SMALL);
      writers.add(
          () -> {
            trial.store().usage().add(entry);
            trial.store().threads().delete(Scopes.ANN, thread.id());
            return true;
          });
    }
    Race.values(Race.among(writers));
    Usage small = times(SMALL, 8);
    assertThat(sum(trial, Scopes.ANN, OF_TODAY.by(UsageKey.MODEL)))
        .containsExactlyInAnyOrder(
            line(null, null, null, null, "one", 8, small),
            line(null, null, null, null, "two", 8, small),
            line(null, null, null, null, "three", 16, times(LARGE, 16)),
            line(null, null, null, null, "small", 0, small.plus(small)));
  }

  @ContractRule("USAGE-10")
  default void runsAndLedgerAreThereForAllInstances(Trial trial) {
    ChatThread thread = trial.startThread();
    run(trial, thread, "one", SMALL);
    trial.store().threads().delete(Scopes.ANN, thread.id());
    run(trial, trial.startThread(), "one", LARGE);
    trial.store().usage().add(entry("summary", Scopes.ANN, SMALL));
    List<UsageLine> here = sum(trial, Scopes.ACME, OF_TODAY.by(UsageKey.values()));
    assertThat(here).hasSize(3);
    assertThat(trial.openAgain().usage().sum(Scopes.ACME, OF_TODAY.by(UsageKey.values()), 100))
        .containsExactlyInAnyOrderElementsOf(here);
  }

  @ContractRule("USAGE-11")
  default void noSumIsTooLargeToBeRemoved(Trial trial) {
    Usage immense = Usage.of(Long.MAX_VALUE / 2 + 1, 0);
    for (int n = 0; n < 2; n++) {
      ChatThread thread = trial.startThread();
      run(trial, thread, "one", immense);
      run(trial, thread, "one", immense);
      trial.store().threads().delete(Scopes.ANN, thread.id());
    }
    assertThat(tokens(trial, Scopes.ANN)).isEqualTo(Long.MAX_VALUE);
    trial.store().erasures().erase(Scopes.ANN, null, 1_000);
    assertThat(tokens(trial, Scopes.ACME)).isEqualTo(Long.MAX_VALUE);
  }
}
