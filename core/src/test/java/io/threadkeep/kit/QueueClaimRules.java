package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.Claimant;
import io.threadkeep.store.RunCommit;
import io.threadkeep.thread.ChatThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * QUEUE-1 to QUEUE-6: claiming.
 *
 * <ol>
 *   <li>A claim takes queued runs oldest first, up to its limit, each once.
 *   <li>A claimed run is in progress, brings its scope, and counts an attempt.
 *   <li>Tokens grow with every claim and every reaping.
 *   <li>Eight workers at once get each of 200 runs exactly once.
 *   <li>A run that is to wait is not claimed before its time.
 *   <li>A run that is handed back unharmed keeps its attempts.
 * </ol>
 */
interface QueueClaimRules extends StoreRules {

  @ContractRule("QUEUE-1")
  default void aClaimTakesTheOldestUpToItsLimit(Trial trial) {
    List<RunId> submitted = new ArrayList<>();
    for (int n = 0; n < 7; n++) {
      submitted.add(trial.submit().id());
      trial.pass(Duration.ofMillis(10));
    }
    assertThat(claim(trial, 3)).isEqualTo(submitted.subList(0, 3));
    assertThat(claim(trial, 1)).isEqualTo(submitted.subList(3, 4));
    assertThat(claim(trial, 100)).isEqualTo(submitted.subList(4, 7));
    assertThat(claim(trial, 100)).isEmpty();
  }

  @ContractRule("QUEUE-2")
  default void aClaimedRunIsInProgressAndBringsItsScope(Trial trial) {
    for (Scope owner : List.of(Scopes.ANN, Scopes.ACME, Scopes.GLOBEX_ANN)) {
      ChatThread thread = trial.startThread(owner);
      Run queued =
          trial
              .submit(thread, trial.samples().submission(thread.id(), trial.samples().drafts("?")))
              .run();
      trial.pass(Duration.ofSeconds(1));
      LeasedRun leased = trial.claim();
      assertThat(leased.lease().runId()).isEqualTo(queued.id());
      Run run = leased.run();
      assertThat(run.owner()).isEqualTo(owner);
      assertThat(run.spec()).isEqualTo(queued.spec());
      assertThat(run.status()).isEqualTo(RunStatus.IN_PROGRESS);
      assertThat(run.progress().attempts()).isEqualTo(1);
      assertThat(run.times().startedAt()).isEqualTo(trial.clock().instant());
      assertThat(trial.reread(run)).isEqualTo(run);
    }
  }

  @ContractRule("QUEUE-3")
  default void tokensGrowWithEveryClaimAndReaping(Trial trial) {
    long last = -1;
    trial.submit();
    for (int attempt = 1; attempt <= 4; attempt++) {
      LeasedRun leased = trial.claim();
      assertThat(leased.lease().token()).isGreaterThan(last);
      assertThat(leased.run().progress().attempts()).isEqualTo(attempt);
      last = leased.lease().token();
      if (attempt % 2 == 0) {
        trial.commit(leased, RunCommit.of(RunMove.RETRY));
      } else {
        trial.pass(Samples.LEASE.plusMillis(1));
        trial.store().queue().reap(10, 10);
      }
    }
  }

  @ContractRule("QUEUE-4")
  default void eightWorkersGetEachRunExactlyOnce(Trial trial) {
    List<RunId> submitted = Stream.generate(() -> trial.submit().id()).limit(200).toList();
    List<Callable<List<RunId>>> workers = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      Claimant worker = new Claimant("worker-" + n, Samples.LEASE);
      workers.add(() -> claimAll(trial, worker));
    }
    List<RunId> claimed = Race.values(Race.among(workers)).stream().flatMap(List::stream).toList();
    assertThat(claimed).doesNotHaveDuplicates();
    // A claim may come back empty while others hold what is left: none is lost for that.
    List<RunId> left = claimAll(trial, Samples.WORKER);
    assertThat(Stream.concat(claimed.stream(), left.stream()).toList())
        .containsExactlyInAnyOrderElementsOf(submitted);
  }

  @ContractRule("QUEUE-5")
  default void aRunThatIsToWaitIsNotClaimedBeforeItsTime(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    trial.commit(leased, RunCommit.of(RunMove.RETRY).after(Duration.ofSeconds(20)));
    assertThat(claim(trial, 10)).isEmpty();
    trial.pass(Duration.ofMillis(19_999));
    assertThat(claim(trial, 10)).isEmpty();
    trial.pass(Duration.ofMillis(1));
    LeasedRun second = trial.claim();
    assertThat(second.run().id()).isEqualTo(leased.run().id());
    assertThat(second.run().progress().attempts()).isEqualTo(2);
    trial.commit(second, RunCommit.of(RunMove.RELEASE).after(Duration.ofSeconds(5)));
    assertThat(claim(trial, 10)).isEmpty();
    trial.pass(Duration.ofSeconds(5));
    assertThat(claim(trial, 10)).containsExactly(leased.run().id());
  }

  @ContractRule("QUEUE-6")
  default void aRunThatIsHandedBackKeepsItsAttempts(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    Run released = trial.commit(leased, RunCommit.of(RunMove.RELEASE));
    assertThat(released.status()).isEqualTo(RunStatus.QUEUED);
    assertThat(released.progress().attempts()).isZero();
    LeasedRun again = trial.claim();
    assertThat(again.run().progress().attempts()).isEqualTo(1);
    Run retried = trial.commit(again, RunCommit.of(RunMove.RETRY));
    assertThat(retried.progress().attempts()).isEqualTo(1);
  }

  private static List<RunId> claim(Trial trial, int limit) {
    return ids(trial.store().queue().claim(Samples.WORKER, limit));
  }

  private static List<RunId> claimAll(Trial trial, Claimant worker) {
    List<RunId> claimed = new ArrayList<>();
    List<RunId> some;
    do {
      some = ids(trial.store().queue().claim(worker, 5));
      claimed.addAll(some);
    } while (!some.isEmpty());
    return claimed;
  }

  private static List<RunId> ids(List<LeasedRun> leased) {
    return leased.stream().map(one -> one.run().id()).toList();
  }
}
