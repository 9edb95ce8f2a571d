package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.retention.RetentionCondition;
import io.threadkeep.retention.RetentionRule;
import io.threadkeep.retention.RuleCount;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.store.JobLease;
import io.threadkeep.store.JobLostException;
import io.threadkeep.store.RetentionBatch;
import io.threadkeep.store.RetentionStep;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.thread.ThreadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * RETENTION-1 to RETENTION-7: rules for how long threads stay.
 *
 * <ol>
 *   <li>A rule fits where all holds that it says, on the store's clock.
 *   <li>A thread is the first rule's that it fits; what is archived fits no other rule to archive.
 *   <li>Batches walk over all threads once.
 *   <li>A thread with an active or a waiting run is left alone, and counted.
 *   <li>A look counts the same and changes nothing.
 *   <li>What was done is saved with it; again, nothing is left to do.
 *   <li>Under a lost lease nothing is done.
 * </ol>
 */
interface RetentionRules extends StoreRules {
  Duration DAY = Duration.ofDays(1);
  RetentionRule IDLE = RetentionRule.archive("idle", RetentionCondition.ANY.idle(DAY));

  @ContractRule("RETENTION-1")
  default void aRuleFitsWhereAllHoldsThatItSays(Trial trial) {
    ChatThread old = create(trial, Scopes.ANN, Metadata.of("a", "b").with("c", "d"));
    trial.say(old, "1", "2", "3");
    trial.pass(DAY);
    ChatThread talking = create(trial, Scopes.BOB, Metadata.of("a", "b"));
    trial.say(talking, "1");
    ChatThread others = create(trial, Scopes.GLOBEX, Metadata.of("c", "d"));
    trial.pass(DAY);
    trial.say(talking, "2");
    RetentionCondition any = RetentionCondition.ANY;
    assertFit(trial, any.olderThan(DAY.multipliedBy(2)), old);
    assertFit(trial, any.olderThan(DAY), old, talking, others);
    assertFit(trial, any.olderThan(DAY.plusNanos(1_000)), old);
    assertFit(trial, any.idle(DAY), old, others);
    assertFit(trial, any.idle(DAY.multipliedBy(2)), old);
    assertFit(trial, any.messages(3, 3), old);
    assertFit(trial, any.messages(0, 2), talking, others);
    assertFit(trial, any.messages(1, Long.MAX_VALUE), old, talking);
    assertFit(trial, any.with("a", "b"), old, talking);
    assertFit(trial, any.with("a", "b").with("c", "d"), old);
    assertFit(trial, any.with("a", "B"));
    assertFit(trial, any.ofTenant("acme"), old, talking);
    assertFit(trial, any.ofTenant("acme").idle(DAY).with("a", "b").messages(3, 9), old);
    assertFit(trial, any.ofTenant("globex").messages(1, 9));
  }

  @ContractRule("RETENTION-2")
  default void aThreadIsTheFirstRulesThatItFits(Trial trial) {
    ChatThread kept = create(trial, Scopes.ANN, Metadata.of("keep", "yes"));
    ChatThread plain = create(trial, Scopes.ANN, Metadata.EMPTY);
    ChatThread gone = create(trial, Scopes.ANN, Metadata.EMPTY);
    trial.store().threads().delete(Scopes.ANN, gone.id(), DAY.multipliedBy(9));
    trial.pass(DAY);
    List<RetentionRule> rules =
        List.of(
            RetentionRule.archive("keep", RetentionCondition.ANY.with("keep", "yes")),
            RetentionRule.delete("rest", RetentionCondition.ANY.olderThan(DAY), DAY));
    assertThat(apply(trial, rules).rules())
        .isEqualTo(Map.of("keep", new RuleCount(1, 1, 0), "rest", new RuleCount(1, 1, 0)));
    assertThat(trial.reread(kept).state()).isEqualTo(ThreadState.ARCHIVED);
    assertThat(trial.store().threads().find(Scopes.ANN, plain.id())).isEmpty();
    assertThat(apply(trial, rules).rules()).isEqualTo(Map.of("rest", new RuleCount(1, 1, 0)));
    assertThat(trial.store().threads().find(Scopes.ANN, kept.id())).isEmpty();
    assertThat(apply(trial, rules).rules()).isEmpty();
    assertThat(trial.store().threads().restore(Scopes.ANN, kept.id()).metadata())
        .isEqualTo(kept.metadata());
    trial.pass(DAY);
    Missing.assertThrown(
        "thread", plain.id(), () -> trial.store().threads().restore(Scopes.ANN, plain.id()));
    assertThat(trial.store().threads().purge(10).threads()).isEqualTo(1);
  }

  @ContractRule("RETENTION-3")
  default void batchesWalkOverAllThreadsOnce(Trial trial) {
    for (int n = 0; n < 11; n++) {
      create(trial, n % 2 == 0 ? Scopes.ANN : Scopes.GLOBEX, Metadata.EMPTY);
    }
    trial.pass(DAY);
    JobLease lease = take(trial);
    List<RetentionBatch> batches = new ArrayList<>();
    ThreadId after = null;
    do {
      RetentionStep step = new RetentionStep(List.of(IDLE), after, 4);
      trial.store().retention().apply(lease, "", step, keep(batches));
      after = batches.get(batches.size() - 1).position();
    } while (batches.get(batches.size() - 1).more());
    assertThat(batches).extracting(RetentionBatch::looked).containsExactly(4L, 4L, 3L);
    assertThat(batches)
        .extracting(batch -> batch.rules().get("idle"))
        .containsExactly(new RuleCount(4, 4, 0), new RuleCount(4, 4, 0), new RuleCount(3, 3, 0));
    assertThat(active(trial, Scopes.ACME)).isEmpty();
    assertThat(active(trial, Scopes.GLOBEX)).isEmpty();
    RetentionStep behind = new RetentionStep(List.of(IDLE), after, 4);
    assertThat(trial.store().retention().look(behind))
        .isEqualTo(new RetentionBatch(null, 0, Map.of(), false));
  }

  @ContractRule("RETENTION-4")
  default void aThreadWithARunThatHasNotEndedIsLeftAlone(Trial trial) {
    ChatThread atWork = trial.threadOf(Situation.reach(trial, RunStatus.REQUIRES_ACTION).run());
    ChatThread ended = trial.threadOf(Situation.reach(trial, RunStatus.COMPLETED).run());
    ChatThread queued = trial.threadOf(trial.submit());
    trial.submit(queued, WhenBusy.ENQUEUE, "and then?");
    trial.pass(DAY);
    RetentionRule rule = RetentionRule.delete("all", RetentionCondition.ANY.idle(DAY), DAY);
    assertThat(look(trial, List.of(rule)).rules()).isEqualTo(Map.of("all", new RuleCount(3, 1, 2)));
    assertThat(apply(trial, List.of(rule)).rules())
        .isEqualTo(Map.of("all", new RuleCount(3, 1, 2)));
    assertThat(trial.reread(queued).state()).isEqualTo(ThreadState.ACTIVE);
    assertThat(trial.reread(atWork).state()).isEqualTo(ThreadState.ACTIVE);
    assertThat(trial.store().threads().find(Scopes.ANN, ended.id())).isEmpty();
  }

  @ContractRule("RETENTION-5")
  default void aLookCountsTheSameAndChangesNothing(Trial trial) {
    for (int n = 0; n < 3; n++) {
      trial.say(create(trial, Scopes.ANN, Metadata.EMPTY), "hello");
    }
    trial.pass(DAY);
    Snapshot before = Snapshot.of(trial.store(), Scopes.ACME);
    RetentionBatch looked = look(trial, List.of(IDLE));
    assertThat(looked.rules()).isEqualTo(Map.of("idle", new RuleCount(3, 3, 0)));
    assertThat(Snapshot.of(trial.store(), Scopes.ACME)).isEqualTo(before);
    assertThat(apply(trial, List.of(IDLE))).isEqualTo(looked);
  }

  @ContractRule("RETENTION-6")
  default void whatWasDoneIsSavedWithIt(Trial trial) {
    create(trial, Scopes.ANN, Metadata.EMPTY);
    trial.pass(DAY);
    JobLease lease = take(trial);
    RetentionStep step = new RetentionStep(List.of(IDLE), null, 10);
    String saved =
        trial.store().retention().apply(lease, "", step, batch -> "done " + batch.rules().size());
    assertThat(saved).isEqualTo("done 1");
    assertThat(trial.store().jobs().find("retention").orElseThrow().progress()).isEqualTo(saved);
    assertThat(
            trial
                .store()
                .retention()
                .apply(lease, saved, step, batch -> "left " + batch.rules().size()))
        .isEqualTo("left 0");
  }

  @ContractRule("RETENTION-7")
  default void underALostLeaseNothingIsDone(Trial trial) {
    ChatThread thread = create(trial, Scopes.ANN, Metadata.EMPTY);
    JobLease lost = take(trial);
    trial.pass(DAY);
    take(trial);
    RetentionStep step = new RetentionStep(List.of(IDLE), null, 10);
    assertThatExceptionOfType(JobLostException.class)
        .isThrownBy(() -> trial.store().retention().apply(lost, "", step, batch -> "done"));
    assertThat(trial.reread(thread).state()).isEqualTo(ThreadState.ACTIVE);
    assertThat(trial.store().jobs().find("retention").orElseThrow().progress()).isEmpty();
  }

  private static void assertFit(Trial trial, RetentionCondition condition, ChatThread... fitting) {
    RetentionRule rule = RetentionRule.archive("rule", condition);
    List<ThreadId> found = new ArrayList<>();
    ThreadId after = null;
    RetentionBatch batch;
    do {
      batch = trial.store().retention().look(new RetentionStep(List.of(rule), after, 1));
      after = batch.position();
      if (after != null && batch.rules().containsKey("rule")) {
        found.add(after);
      }
    } while (batch.more());
    assertThat(found)
        .as("%s", condition)
        .containsExactlyInAnyOrderElementsOf(
            List.of(fitting).stream().map(ChatThread::id).toList());
  }

  private static JobLease take(Trial trial) {
    return trial.store().jobs().take("retention", "worker", Samples.LEASE).orElseThrow().lease();
  }

  private static RetentionBatch look(Trial trial, List<RetentionRule> rules) {
    return trial.store().retention().look(new RetentionStep(rules, null, 100));
  }

  /** One batch over everything. */
  private static RetentionBatch apply(Trial trial, List<RetentionRule> rules) {
    List<RetentionBatch> batches = new ArrayList<>();
    JobLease lease = take(trial);
    trial.store().retention().apply(lease, "", new RetentionStep(rules, null, 100), keep(batches));
    trial.store().jobs().release(lease);
    return batches.get(batches.size() - 1);
  }

  private static Function<RetentionBatch, String> keep(List<RetentionBatch> batches) {
    return batch -> {
      batches.add(batch);
      return "batch " + batches.size();
    };
  }

  private static ChatThread create(Trial trial, Scope owner, Metadata metadata) {
    return trial.store().threads().create(trial.samples().thread(owner, metadata), null);
  }

  private static List<ChatThread> active(Trial trial, Scope scope) {
    return trial
        .store()
        .threads()
        .list(scope, ThreadQuery.ALL, PageRequest.newestFirst().limit(100))
        .items();
  }
}
