package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.Scope;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.store.Admission;
import io.threadkeep.store.Claimant;
import io.threadkeep.store.RunCommit;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.tool.ToolSite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * QUEUE-20 to QUEUE-26, and QUEUE-31 to QUEUE-33: whose turn it is.
 *
 * <ol start="20">
 *   <li>Behind a user with 1,000 queued runs, others wait at most twice as long as without.
 *   <li>Users who both have runs waiting take turns, in the relation of their weights.
 *   <li>Who comes late has no turns saved up.
 *   <li>A run that waits is not passed for ever by users who come again and again.
 *   <li>A run that was begun goes before those that were not.
 *   <li>A run that has waited for its thread then takes its turn like any other.
 *   <li>Users that have as many runs at work as they may are passed over.
 *   <li value="31">A run that has waited for its thread does not put others' turns off.
 *   <li>Nobody owes turns for those that were had while nobody else was there.
 *   <li>Runs are passed over whose tools the worker has said that it lacks.
 * </ol>
 */
interface QueueFairRules extends StoreRules {
  Claimant ONE_EACH = Samples.WORKER.maxRunningOfUser(1);

  @ContractRule("QUEUE-20")
  default void aFloodDoesNotHoldUpOthers(Trial trial) {
    submit(trial, user(0), 1_000, 1);
    List<Run> others = new ArrayList<>();
    for (int n = 1; n <= 10; n++) {
      others.addAll(submit(trial, user(n), 1, 1));
    }
    List<Run> claimed = claim(trial, 20);
    for (int n = 1; n <= 10; n++) {
      // Without the flood it would be the n-th.
      Run other = others.get(n - 1);
      assertThat(claimed.subList(0, 2 * n))
          .as("user " + n)
          .extracting(Run::id)
          .contains(other.id());
    }
  }

  @ContractRule("QUEUE-21")
  default void usersTakeTurnsByTheirWeights(Trial trial) {
    submit(trial, user(1), 30, 1);
    submit(trial, user(2), 30, 3);
    submit(trial, user(3), 30, 1);
    List<Run> claimed = claim(trial, 25);
    assertThat(of(user(1), claimed)).isBetween(4, 6);
    assertThat(of(user(2), claimed)).isBetween(14, 16);
    assertThat(of(user(3), claimed)).isBetween(4, 6);
  }

  @ContractRule("QUEUE-22")
  default void whoComesLateHasNoTurnsSavedUp(Trial trial) {
    submit(trial, user(1), 30, 1);
    claim(trial, 10);
    submit(trial, user(2), 10, 1);
    List<Run> claimed = claim(trial, 10);
    assertThat(of(user(1), claimed)).isBetween(4, 6);
    assertThat(of(user(2), claimed)).isBetween(4, 6);
  }

  @ContractRule("QUEUE-23")
  default void nobodyIsPassedForEver(Trial trial) {
    submit(trial, user(0), 5, 1);
    for (int n = 1; n <= 4; n++) {
      submit(trial, user(n), 1, 1);
    }
    List<Run> claimed = new ArrayList<>();
    for (int n = 0; n < 25; n++) {
      LeasedRun next = trial.store().queue().claim(Samples.WORKER, 1).get(0);
      claimed.add(next.run());
      trial.commit(next, RunCommit.of(RunMove.COMPLETE));
      if (!next.run().owner().equals(user(0))) {
        submit(trial, next.run().owner(), 1, 1);
      }
    }
    assertThat(of(user(0), claimed)).isEqualTo(5);
  }

  @ContractRule("QUEUE-24")
  default void whatWasBegunGoesFirst(Trial trial) {
    List<Run> submitted = submit(trial, user(1), 5, 1);
    List<LeasedRun> begun = trial.store().queue().claim(Samples.WORKER, 4);
    submit(trial, user(2), 5, 1);
    trial.commit(begun.get(0), RunCommit.of(RunMove.RELEASE));
    trial.commit(begun.get(1), RunCommit.of(RunMove.RETRY));
    trial.commit(begun.get(2), RunCommit.of(RunMove.REQUIRE_ACTION));
    trial
        .store()
        .runs()
        .submitOutputs(
            user(1),
            submitted.get(2).id(),
            1,
            List.of(trial.samples().draft("the output")),
            List.of());
    trial.pass(Samples.LEASE.plusMillis(1));
    trial.store().queue().reap(3, 10);
    assertThat(claim(trial, 4))
        .extracting(Run::id)
        .containsExactlyInAnyOrderElementsOf(
            submitted.subList(0, 4).stream().map(Run::id).toList());
    assertThat(trial.store().queue().claim(Samples.WORKER, 100)).hasSize(6);
  }

  @ContractRule("QUEUE-25")
  default void aRunThatHasWaitedForItsThreadTakesItsTurn(Trial trial) {
    Run first = submit(trial, user(1), 1, 1).get(0);
    ChatThread thread = trial.threadOf(first);
    LeasedRun active = trial.claim();
    Run second = trial.submit(thread, WhenBusy.ENQUEUE, "second").run();
    submit(trial, user(2), 30, 1);
    claim(trial, 5);
    trial.commit(active, RunCommit.of(RunMove.COMPLETE));
    assertThat(claim(trial, 2)).extracting(Run::id).contains(second.id());
  }

  @ContractRule("QUEUE-26")
  default void usersWithAsManyRunsAtWorkAsTheyMayArePassedOver(Trial trial) {
    submit(trial, user(1), 5, 1);
    List<Run> others = new ArrayList<>();
    for (int n = 2; n <= 4; n++) {
      others.addAll(submit(trial, user(n), 2, 1));
    }
    List<LeasedRun> claimed = trial.store().queue().claim(ONE_EACH, 3);
    assertThat(claimed).extracting(one -> one.run().owner()).doesNotHaveDuplicates().hasSize(3);
    assertThat(trial.store().queue().claim(ONE_EACH, 10)).hasSize(1);
    assertThat(trial.store().queue().claim(ONE_EACH, 10)).isEmpty();
    LeasedRun ended = claimed.get(0);
    trial.store().runs().cancel(ended.run().owner(), ended.run().id());
    // Somebody is still at work on it.
    assertThat(trial.store().queue().claim(ONE_EACH, 10)).isEmpty();
    trial.commit(ended, RunCommit.of(RunMove.CONFIRM_CANCEL));
    assertThat(trial.store().queue().claim(ONE_EACH, 10))
        .extracting(one -> one.run().owner())
        .containsExactly(ended.run().owner());
    assertThat(trial.store().queue().claim(Samples.WORKER, 100)).hasSize(6);
    assertThat(others)
        .extracting(trial::reread)
        .extracting(Run::status)
        .containsOnly(RunStatus.IN_PROGRESS);
  }

  @ContractRule("QUEUE-31")
  default void aRunThatHasWaitedForItsThreadDoesNotMoveTheQueueOn(Trial trial) {
    Run first = submit(trial, user(1), 1, 1).get(0);
    ChatThread thread = trial.threadOf(first);
    LeasedRun active = trial.claim();
    trial.submit(thread, WhenBusy.ENQUEUE, "second");
    submit(trial, user(1), 30, 1);
    trial.commit(active, RunCommit.of(RunMove.COMPLETE));
    Run other = submit(trial, user(2), 1, 1).get(0);
    assertThat(claim(trial, 2)).extracting(Run::id).contains(other.id());
  }

  @ContractRule("QUEUE-32")
  default void whoWasServedAloneOwesNothingForIt(Trial trial) {
    submit(trial, user(1), 30, 1);
    claim(trial, 30).forEach(run -> trial.store().runs().cancel(run.owner(), run.id()));
    submit(trial, user(2), 30, 1);
    Run next = submit(trial, user(1), 1, 1).get(0);
    assertThat(claim(trial, 3)).extracting(Run::id).contains(next.id());
  }

  @ContractRule("QUEUE-33")
  default void runsArePassedOverWhoseToolsTheWorkerLacks(Trial trial) {
    ToolDefinition dig = new ToolDefinition("dig", "Digs.").site(ToolSite.WORKER);
    ToolDefinition ask = new ToolDefinition("ask", "Asks.").site(ToolSite.CALLER);
    Run digging = submit(trial, ask, dig);
    Run asking = submit(trial, ask);
    Run other = submit(trial);
    Claimant unskilled = Samples.WORKER.unserved(Set.of(digging.spec().needs()));
    assertThat(trial.store().queue().claim(unskilled, 1))
        .extracting(one -> one.run().id())
        .containsExactly(asking.id());
    assertThat(trial.store().queue().claim(unskilled, 5))
        .extracting(one -> one.run().id())
        .containsExactly(other.id());
    assertThat(trial.store().queue().claim(Samples.WORKER.unserved(Set.of("of others")), 5))
        .extracting(one -> one.run().id())
        .containsExactly(digging.id());
  }

  private static Run submit(Trial trial, ToolDefinition... tools) {
    trial.pass(Duration.ofMillis(1));
    ChatThread thread = trial.startThread();
    return trial.submit(thread, trial.samples().submission(thread.id(), tools)).run();
  }

  private static Scope user(int n) {
    return Scope.user("acme", "user " + n);
  }

  /** Runs on as many threads, a millisecond apart. */
  private static List<Run> submit(Trial trial, Scope owner, int count, int weight) {
    return IntStream.range(0, count)
        .mapToObj(
            n -> {
              trial.pass(Duration.ofMillis(1));
              ChatThread thread = trial.startThread(owner);
              return trial
                  .submit(
                      thread,
                      trial
                          .samples()
                          .submission(thread.id(), List.of())
                          .on(Admission.when(WhenBusy.REJECT).weight(weight)))
                  .run();
            })
        .toList();
  }

  /** One after the other. */
  private static List<Run> claim(Trial trial, int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> trial.store().queue().claim(Samples.WORKER, 1).get(0).run())
        .toList();
  }

  private static int of(Scope owner, List<Run> runs) {
    return (int) runs.stream().filter(run -> run.owner().equals(owner)).count();
  }
}
