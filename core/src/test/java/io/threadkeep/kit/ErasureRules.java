package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.retention.ErasureReceipt;
import io.threadkeep.retention.ErasureReceipt.Subject;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.ErasureBatch;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.RunCommit;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * ERASE-1 to ERASE-6: all that there is of somebody is removed.
 *
 * <ol>
 *   <li>Of a user, threads in every state go with what hangs on them, and keys; others' stay.
 *   <li>Of a tenant, those of all its users, and its assistants.
 *   <li>A thread can be erased alone, deleted or not; from another scope it looks as if missing.
 *   <li>In whatever batches, and broken off between any of them, the counts are the same.
 *   <li>Once it is over the same call gives the same receipt, until there is something again.
 *   <li>Runs end with what is erased, and their workers' leases open nothing.
 * </ol>
 */
interface ErasureRules extends StoreRules {

  @ContractRule("ERASE-1")
  default void allThatAUserHasGoes(Trial trial) {
    List<ChatThread> anns = fill(trial, Scopes.ANN);
    fill(trial, Scopes.BOB);
    fill(trial, Scopes.ACME);
    fill(trial, Scopes.GLOBEX_ANN);
    trial.store().assistants().create(Scopes.ANN, trial.samples().assistant());
    List<Snapshot> others = others(trial);

    ErasureReceipt receipt = erase(trial, Scopes.ANN, null, 1_000);
    assertThat(receipt.subject()).isEqualTo(Subject.USER);
    assertThat(receipt.digest()).hasSize(64).doesNotContain("ann");
    assertThat(receipt.begunAt()).isEqualTo(trial.clock().instant());
    assertThat(receipt.endedAt()).isEqualTo(trial.clock().instant());
    assertThat(receipt.count("threads")).isEqualTo(3);
    assertThat(receipt.count("messages")).isEqualTo(9);
    assertThat(receipt.count("runs")).isEqualTo(3);
    assertThat(receipt.count("steps")).isEqualTo(3);
    assertThat(receipt.count("events")).isPositive();
    assertThat(receipt.count("tool_calls")).isEqualTo(3);
    assertThat(receipt.count("metadata")).isEqualTo(3);
    assertThat(receipt.count("keys")).isPositive();
    assertThat(receipt.toString()).doesNotContain("message 1").doesNotContain("\"ann\"");
    for (ThreadQuery query :
        List.of(ThreadQuery.ALL, ThreadQuery.ALL.archived(), ThreadQuery.ALL.deleted())) {
      assertThat(trial.store().threads().list(Scopes.ANN, query, PageRequest.newestFirst()).items())
          .isEmpty();
    }
    assertThat(trial.store().threads().purge(100).threads()).isZero();
    for (ChatThread thread : anns) {
      assertThat(trial.log(trial.store().threads().create(thread, null))).isEmpty();
      trial.store().threads().delete(Scopes.ANN, thread.id());
    }
    assertThat(others(trial)).isEqualTo(others);
    assertThat(trial.store().assistants().list(Scopes.ANN, PageRequest.newestFirst()).items())
        .hasSize(1);
  }

  @ContractRule("ERASE-2")
  default void allThatATenantHasGoes(Trial trial) {
    fill(trial, Scopes.ANN);
    fill(trial, Scopes.BOB);
    fill(trial, Scopes.ACME);
    fill(trial, Scopes.GLOBEX_ANN);
    trial.store().assistants().create(Scopes.ACME, trial.samples().assistant());
    trial.store().assistants().create(Scopes.GLOBEX, trial.samples().assistant());
    Snapshot globex = Snapshot.of(trial.store(), Scopes.GLOBEX);
    ErasureReceipt receipt = erase(trial, Scopes.ACME, null, 1_000);
    assertThat(receipt.subject()).isEqualTo(Subject.TENANT);
    assertThat(receipt.count("threads")).isEqualTo(9);
    assertThat(receipt.count("assistants")).isEqualTo(1);
    Snapshot acme = Snapshot.of(trial.store(), Scopes.ACME);
    assertThat(acme.threads()).isEmpty();
    assertThat(acme.assistants()).isEmpty();
    assertThat(Snapshot.of(trial.store(), Scopes.GLOBEX)).isEqualTo(globex);
  }

  @ContractRule("ERASE-3")
  default void aThreadCanBeErasedAlone(Trial trial) {
    List<ChatThread> anns = fill(trial, Scopes.ANN);
    for (ChatThread thread : anns) {
      for (Scope stranger : List.of(Scopes.BOB, Scopes.GLOBEX, Scopes.GLOBEX_ANN)) {
        Missing.assertThrown(
            "thread",
            thread.id(),
            () -> trial.store().erasures().erase(stranger, thread.id(), 100));
      }
      ErasureReceipt receipt = erase(trial, Scopes.ANN, thread.id(), 100);
      assertThat(receipt.subject()).isEqualTo(Subject.THREAD);
      assertThat(receipt.count("threads")).isEqualTo(1);
      assertThat(receipt.count("messages")).isEqualTo(3);
      assertThat(trial.store().threads().find(Scopes.ANN, thread.id())).isEmpty();
      Missing.assertThrown(
          "thread",
          thread.id(),
          () -> trial.store().erasures().erase(Scopes.BOB, thread.id(), 100));
    }
    ThreadId missing = trial.samples().ids().thread();
    Missing.assertThrown(
        "thread", missing, () -> trial.store().erasures().erase(Scopes.ANN, missing, 100));
  }

  @ContractRule("ERASE-4")
  default void inWhateverBatchesTheCountsAreTheSame(Trial trial) {
    fill(trial, Scopes.ANN);
    fill(trial, Scopes.BOB);
    ErasureReceipt atOnce = erase(trial, Scopes.ANN, null, 1_000);
    trial.pass(Duration.ofMinutes(1));
    ErasureReceipt inBatches = erase(trial, Scopes.BOB, null, 2);
    assertThat(inBatches.counts()).isEqualTo(atOnce.counts());
    assertThat(inBatches.digest()).isNotEqualTo(atOnce.digest());
  }

  @ContractRule("ERASE-5")
  default void onceItIsOverTheSameCallGivesTheSameReceipt(Trial trial) {
    fill(trial, Scopes.ANN);
    ErasureReceipt first = erase(trial, Scopes.ANN, null, 100);
    trial.pass(Duration.ofMinutes(1));
    assertThat(erase(trial, Scopes.ANN, null, 100)).isEqualTo(first);
    ChatThread thread = trial.startThread();
    trial.say(thread, "again");
    ErasureReceipt second = erase(trial, Scopes.ANN, null, 100);
    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(second.begunAt()).isEqualTo(trial.clock().instant());
    assertThat(second.count("threads")).isEqualTo(1);
    assertThat(second.count("messages")).isEqualTo(1);
    ChatThread alone = trial.startThread();
    ErasureReceipt ofThread = erase(trial, Scopes.ANN, alone.id(), 100);
    trial.pass(Duration.ofMinutes(1));
    assertThat(erase(trial, Scopes.ANN, alone.id(), 100)).isEqualTo(ofThread);
    // Of somebody who has nothing there is a receipt too.
    assertThat(erase(trial, Scopes.BOB, null, 100).count("threads")).isZero();
  }

  @ContractRule("ERASE-6")
  default void runsEndWithWhatIsErased(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    List<Run> withdrawn = new ArrayList<>();
    ErasureBatch batch;
    do {
      batch = trial.store().erasures().erase(Scopes.ANN, null, 100);
      withdrawn.addAll(batch.withdrawn());
    } while (batch.receipt().endedAt() == null);
    assertThat(withdrawn).extracting(Run::id).containsExactly(leased.run().id());
    assertThat(withdrawn).extracting(Run::status).containsExactly(RunStatus.CANCELLED);
    assertThatExceptionOfType(LeaseLostException.class)
        .isThrownBy(() -> trial.commit(leased, RunCommit.of(RunMove.COMPLETE)));
    assertThat(trial.store().queue().claim(Samples.WORKER, 10)).isEmpty();
  }

  private static ErasureReceipt erase(
      Trial trial, Scope scope, @Nullable ThreadId thread, int limit) {
    ErasureReceipt receipt;
    int batches = 0;
    do {
      receipt = trial.store().erasures().erase(scope, thread, limit).receipt();
      assertThat(batches++).as("batches").isLessThan(100);
    } while (receipt.endedAt() == null);
    return receipt;
  }

  private static List<Snapshot> others(Trial trial) {
    List<Snapshot> others = new ArrayList<>();
    for (Scope scope : List.of(Scopes.BOB, Scopes.GLOBEX)) {
      others.add(Snapshot.of(trial.store(), scope));
    }
    return others;
  }

  /** An active thread, an archived one and a deleted one, each with everything that can be. */
  private static List<ChatThread> fill(Trial trial, Scope owner) {
    List<ChatThread> threads = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      IdempotencyKey key = new IdempotencyKey("start " + n, "body");
      ChatThread thread =
          trial
              .store()
              .threads()
              .create(trial.samples().thread(owner, Metadata.of("n", "" + n)), key);
      trial
          .store()
          .messages()
          .append(
              owner,
              thread.id(),
              trial.samples().numbered("message ", 2),
              new IdempotencyKey("say " + n, "body"));
      var submitted =
          trial
              .store()
              .runs()
              .submit(
                  owner, trial.samples().submission(thread.id(), List.of()).bornOf(Samples.WORKER));
      var lease = Objects.requireNonNull(submitted.lease());
      trial.store().toolCalls().begin(lease, trial.samples().ids().step(), "call");
      trial
          .store()
          .queue()
          .commit(
              lease,
              RunCommit.of(RunMove.COMPLETE)
                  .with(trial.samples().step(lease.runId()), submitted.run().usage())
                  .telling(Stories.words(0, 2))
                  .saying(trial.samples().draft("reply")));
      threads.add(thread);
    }
    trial.store().threads().archive(owner, threads.get(1).id());
    trial.store().threads().delete(owner, threads.get(2).id(), Duration.ofDays(30));
    return threads;
  }
}
