package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.error.IdempotencyConflictException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.RunCommit;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.time.Instant;
import java.util.List;

/**
 * THREAD-1 to THREAD-7: threads themselves.
 *
 * <ol>
 *   <li>A thread comes back equal, with the order of its metadata.
 *   <li>The same id again gives the first thread.
 *   <li>So does the same key; with another fingerprint it is refused.
 *   <li>Two creations at once with one key make one thread.
 *   <li>Metadata is replaced as a whole.
 *   <li>The message count follows every write.
 *   <li>What is missing is said to be missing.
 * </ol>
 */
interface ThreadRecordRules extends StoreRules {

  @ContractRule("THREAD-1")
  default void aThreadComesBackEqual(Trial trial) {
    Metadata metadata = Metadata.EMPTY.with("z", "last first").with("a", "").with("Z", "upper");
    for (int i = 0; i < 10; i++) {
      metadata = metadata.with("k " + i, HostileText.ALL.get(i));
    }
    for (Scope owner : List.of(Scopes.ANN, Scopes.ACME, Scopes.GLOBEX_ANN)) {
      ChatThread thread =
          new ChatThread(
              trial.samples().ids().thread(),
              owner,
              metadata,
              0,
              Instant.parse("2026-02-03T04:05:06.789012Z"));
      assertThat(trial.store().threads().create(thread, null)).isEqualTo(thread);
      ChatThread found = trial.reread(thread);
      assertThat(found).isEqualTo(thread);
      assertThat(found.metadata().pairs().keySet())
          .containsExactlyElementsOf(metadata.pairs().keySet());
    }
  }

  @ContractRule("THREAD-2")
  default void theSameIdAgainReturnsTheFirstThread(Trial trial) {
    ChatThread first = trial.samples().thread(Scopes.ANN, Metadata.of("n", "1"));
    trial.store().threads().create(first, null);
    ChatThread second =
        new ChatThread(first.id(), Scopes.ANN, Metadata.of("n", "2"), 0, first.createdAt());
    assertThat(trial.store().threads().create(second, null)).isEqualTo(first);
    assertThat(trial.reread(first)).isEqualTo(first);
  }

  @ContractRule("THREAD-3")
  default void theSameKeyAgainReturnsTheFirstThread(Trial trial) {
    IdempotencyKey key = new IdempotencyKey("start", "body-1");
    ChatThread first = trial.store().threads().create(trial.samples().thread(Scopes.ANN), key);
    assertThat(trial.store().threads().create(trial.samples().thread(Scopes.ANN), key))
        .isEqualTo(first);
    assertThatExceptionOfType(IdempotencyConflictException.class)
        .isThrownBy(
            () ->
                trial
                    .store()
                    .threads()
                    .create(
                        trial.samples().thread(Scopes.ANN), new IdempotencyKey("start", "body-2")));
    ChatThread bobs = trial.store().threads().create(trial.samples().thread(Scopes.BOB), key);
    assertThat(bobs.owner()).isEqualTo(Scopes.BOB);
    assertThat(all(trial, Scopes.ACME)).containsExactlyInAnyOrder(first, bobs);
  }

  @ContractRule("THREAD-4")
  default void twoParallelCreationsWithOneKeyMakeOneThread(Trial trial) {
    for (int n = 1; n <= 20; n++) {
      IdempotencyKey key = new IdempotencyKey("start " + n, "body");
      ChatThread left = trial.samples().thread(Scopes.ANN);
      ChatThread right = trial.samples().thread(Scopes.ANN);
      List<ChatThread> both =
          Race.values(
              Race.between(
                  () -> trial.store().threads().create(left, key),
                  () -> trial.store().threads().create(right, key)));
      assertThat(both.get(0)).isEqualTo(both.get(1));
      assertThat(all(trial, Scopes.ANN)).hasSize(n);
    }
  }

  @ContractRule("THREAD-5")
  default void metadataIsReplacedAsAWhole(Trial trial) {
    Metadata before = Metadata.of("a", "1").with("b", "2");
    ChatThread thread =
        trial.store().threads().create(trial.samples().thread(Scopes.ANN, before), null);
    trial.say(thread, "hello");
    Metadata after = Metadata.of("c", "3").with("b", "4");
    ChatThread expected = new ChatThread(thread.id(), thread.owner(), after, 1, thread.createdAt());
    assertThat(trial.store().threads().replaceMetadata(Scopes.ANN, thread.id(), after))
        .isEqualTo(expected);
    assertThat(trial.reread(thread)).isEqualTo(expected);
    assertThat(
            trial
                .store()
                .threads()
                .replaceMetadata(Scopes.ANN, thread.id(), Metadata.EMPTY)
                .metadata())
        .isEqualTo(Metadata.EMPTY);
  }

  @ContractRule("THREAD-6")
  default void theMessageCountFollowsEveryWrite(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    ChatThread thread =
        trial.store().threads().find(Scopes.ANN, leased.run().threadId()).orElseThrow();
    assertThat(thread.messageCount()).isEqualTo(1);
    trial.say(thread, "two", "three");
    assertThat(trial.reread(thread).messageCount()).isEqualTo(3);
    trial.commit(leased, RunCommit.of(RunMove.COMPLETE).saying(trial.samples().draft("four")));
    assertThat(trial.reread(thread).messageCount()).isEqualTo(4);
    assertThat(all(trial, Scopes.ANN)).extracting(ChatThread::messageCount).containsExactly(4L);
  }

  @ContractRule("THREAD-7")
  default void aMissingThreadIsSaidToBeMissing(Trial trial) {
    ThreadId missing = trial.samples().ids().thread();
    assertThat(trial.store().threads().find(Scopes.ANN, missing)).isEmpty();
    Missing.assertThrown(
        "thread",
        missing,
        () -> trial.store().threads().replaceMetadata(Scopes.ANN, missing, Metadata.EMPTY));
    Missing.assertThrown(
        "thread", missing, () -> trial.store().threads().delete(Scopes.ANN, missing));
  }

  private static List<ChatThread> all(Trial trial, Scope scope) {
    return Trial.walk(
        PageRequest.oldestFirst().limit(100),
        page -> trial.store().threads().list(scope, ThreadQuery.ALL, page));
  }
}
