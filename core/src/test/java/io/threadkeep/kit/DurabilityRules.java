package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.error.IdempotencyConflictException;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.SubmittedRun;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * DURABLE-1 to DURABLE-6: what was stored outlives the instance that stored it, and is there for
 * others. Skipped by stores that keep their data for themselves.
 *
 * <ol>
 *   <li>After a restart everything is there and equal.
 *   <li>Keys replay after a restart.
 *   <li>Leases hold over a restart, and waiting runs wait on.
 *   <li>Appends through two instances at once stay dense.
 *   <li>Claims through two instances at once are exclusive.
 *   <li>Keys and the one active run of a thread hold across instances.
 * </ol>
 */
interface DurabilityRules extends StoreRules {

  @ContractRule("DURABLE-1")
  default void everythingIsThereAfterARestart(Trial trial) {
    for (Scope owner : List.of(Scopes.ANN, Scopes.ACME, Scopes.GLOBEX_ANN)) {
      Holdings.of(trial, owner);
    }
    for (RunStatus status : RunStatus.values()) {
      Run run = Situation.reach(trial, status).run();
      if (status == RunStatus.QUEUED) {
        trial.store().queue().claim(Samples.WORKER, 1);
      }
      assertThat(run.status()).isEqualTo(status);
    }
    Snapshot acme = Snapshot.of(trial.store(), Scopes.ACME);
    Snapshot globex = Snapshot.of(trial.store(), Scopes.GLOBEX);
    trial.restart();
    assertThat(Snapshot.of(trial.store(), Scopes.ACME)).isEqualTo(acme);
    assertThat(Snapshot.of(trial.store(), Scopes.GLOBEX)).isEqualTo(globex);
    assertThat(acme.steps()).isNotEmpty();
  }

  @ContractRule("DURABLE-2")
  default void keysReplayAfterARestart(Trial trial) {
    IdempotencyKey start = new IdempotencyKey("start", "body");
    IdempotencyKey say = new IdempotencyKey("say", "body");
    ChatThread thread = trial.store().threads().create(trial.samples().thread(Scopes.ANN), start);
    List<Message> said = append(trial.store(), thread, trial.samples().drafts("once"), say);
    trial.restart();
    assertThat(trial.store().threads().create(trial.samples().thread(Scopes.ANN), start).id())
        .isEqualTo(thread.id());
    assertThat(append(trial.store(), thread, trial.samples().drafts("once"), say)).isEqualTo(said);
    assertThatExceptionOfType(IdempotencyConflictException.class)
        .isThrownBy(
            () ->
                append(
                    trial.store(),
                    thread,
                    trial.samples().drafts("other"),
                    new IdempotencyKey("say", "other body")));
    assertThat(trial.log(thread)).isEqualTo(said);
  }

  @ContractRule("DURABLE-3")
  default void leasesHoldOverARestart(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    LeasedRun parked = trial.submitAndClaim();
    trial.commit(parked, RunCommit.of(RunMove.RETRY).after(Samples.LEASE));
    trial.restart();
    assertThat(trial.store().queue().claim(Samples.WORKER, 10)).isEmpty();
    assertThat(trial.commit(leased, RunCommit.of(RunMove.COMPLETE)).status())
        .isEqualTo(RunStatus.COMPLETED);
    trial.pass(Samples.LEASE);
    assertThat(trial.claim().run().id()).isEqualTo(parked.run().id());
  }

  @ContractRule("DURABLE-4")
  default void appendsThroughTwoInstancesStayDense(Trial trial) {
    List<ThreadStore> instances = List.of(trial.store(), trial.openAgain());
    ChatThread thread = trial.startThread();
    List<Callable<List<Message>>> writers = new ArrayList<>();
    for (int writer = 0; writer < 8; writer++) {
      ThreadStore instance = instances.get(writer % 2);
      List<MessageDraft> drafts = trial.samples().numbered("writer " + writer + " ", 25);
      writers.add(
          () ->
              drafts.stream()
                  .flatMap(
                      d ->
                          instance
                              .messages()
                              .append(Scopes.ANN, thread.id(), List.of(d), null)
                              .stream())
                  .toList());
    }
    List<Message> written =
        Race.values(Race.among(writers)).stream().flatMap(List::stream).toList();
    List<Message> log = trial.log(thread);
    assertThat(log)
        .extracting(Message::position)
        .isEqualTo(LongStream.rangeClosed(1, 200).boxed().toList());
    assertThat(log).containsExactlyInAnyOrderElementsOf(written);
  }

  @ContractRule("DURABLE-5")
  default void claimsThroughTwoInstancesAreExclusive(Trial trial) {
    ThreadStore other = trial.openAgain();
    List<RunId> submitted = Stream.generate(() -> trial.submit().id()).limit(60).toList();
    List<Callable<List<RunId>>> workers = new ArrayList<>();
    for (ThreadStore instance : List.of(trial.store(), other, trial.store(), other)) {
      workers.add(() -> claimAll(instance));
    }
    List<RunId> claimed =
        new ArrayList<>(Race.values(Race.among(workers)).stream().flatMap(List::stream).toList());
    claimed.addAll(claimAll(other));
    assertThat(claimed).containsExactlyInAnyOrderElementsOf(submitted);
  }

  @ContractRule("DURABLE-6")
  default void keysAndActiveRunsHoldAcrossInstances(Trial trial) {
    ThreadStore other = trial.openAgain();
    for (int n = 0; n < 10; n++) {
      ChatThread thread = trial.startThread();
      IdempotencyKey key = new IdempotencyKey("say " + n, "body");
      List<MessageDraft> left = trial.samples().drafts("once");
      List<MessageDraft> right = trial.samples().drafts("once");
      List<List<Message>> said =
          Race.values(
              Race.between(
                  () -> append(trial.store(), thread, left, key),
                  () -> append(other, thread, right, key)));
      assertThat(said.get(0)).isEqualTo(said.get(1));
      RunSubmission one = trial.samples().submission(thread.id(), trial.samples().drafts("one"));
      RunSubmission two = trial.samples().submission(thread.id(), trial.samples().drafts("two"));
      List<Race.Finish<SubmittedRun>> runs =
          Race.between(
              () -> trial.store().runs().submit(Scopes.ANN, one),
              () -> other.runs().submit(Scopes.ANN, two));
      assertThat(runs)
          .filteredOn(finish -> finish.error() != null)
          .singleElement()
          .satisfies(lost -> assertThat(lost.error()).isInstanceOf(ActiveRunException.class));
      assertThat(trial.log(thread)).hasSize(2);
    }
  }

  private static List<Message> append(
      ThreadStore store, ChatThread thread, List<MessageDraft> drafts, IdempotencyKey key) {
    return store.messages().append(Scopes.ANN, thread.id(), drafts, key);
  }

  private static List<RunId> claimAll(ThreadStore store) {
    List<RunId> claimed = new ArrayList<>();
    List<LeasedRun> some;
    do {
      some = store.queue().claim(Samples.WORKER, 5);
      some.forEach(one -> claimed.add(one.run().id()));
    } while (!some.isEmpty());
    return claimed;
  }
}
