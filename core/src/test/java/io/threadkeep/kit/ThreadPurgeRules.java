package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.RunMove;
import io.threadkeep.store.Purged;
import io.threadkeep.store.RunCommit;
import io.threadkeep.thread.ChatThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * LIFE-12 to LIFE-15: what is left of deleted threads is removed.
 *
 * <ol start="12">
 *   <li>A purge goes on in batches until nothing is left, and counts what it has removed.
 *   <li>It removes what is due and nothing else.
 *   <li>Several purges at once remove everything once.
 *   <li>Where a purge has begun there is no way back, and a repeated deletion ends it.
 * </ol>
 */
interface ThreadPurgeRules extends StoreRules {

  @ContractRule("LIFE-12")
  default void aPurgeGoesOnUntilNothingIsLeft(Trial trial) {
    ChatThread kept = longThread(trial, 8, 2);
    List<Message> log = trial.log(kept);
    ChatThread thread = longThread(trial, 25, 4);
    long messages = trial.log(thread).size();
    trial.store().threads().delete(Scopes.ANN, thread.id(), Duration.ZERO);
    Purged all = Purged.NOTHING;
    int batches = 0;
    do {
      Purged some = trial.store().threads().purge(5);
      all = all.plus(some);
      batches++;
    } while (all.more());
    assertThat(all).isEqualTo(new Purged(1, messages, 4, false));
    assertThat(batches).isLessThan(50);
    assertThat(trial.store().threads().purge(5)).isEqualTo(Purged.NOTHING);
    assertThat(trial.log(kept)).isEqualTo(log);
    ChatThread again = trial.store().threads().create(thread, null);
    assertThat(trial.log(again)).isEmpty();
    assertThat(trial.say(again, "anew").get(0).position()).isEqualTo(1);
  }

  @ContractRule("LIFE-13")
  default void itRemovesWhatIsDueAndNothingElse(Trial trial) {
    ChatThread due = longThread(trial, 3, 1);
    ChatThread later = longThread(trial, 3, 1);
    ChatThread archived = longThread(trial, 3, 1);
    ChatThread active = longThread(trial, 3, 1);
    trial.store().threads().archive(Scopes.ANN, archived.id());
    trial.store().threads().delete(Scopes.ANN, due.id(), Duration.ofHours(1));
    trial.store().threads().delete(Scopes.ANN, later.id(), Duration.ofHours(2));
    trial.pass(Duration.ofHours(1));
    for (ChatThread one : List.of(later, archived, active)) {
      assertThat(trial.store().threads().purge(Scopes.ANN, one.id(), 100))
          .isEqualTo(Purged.NOTHING);
    }
    assertThat(trial.store().threads().purge(Scopes.BOB, due.id(), 100)).isEqualTo(Purged.NOTHING);
    assertThat(trial.store().threads().purge(100).threads()).isEqualTo(1);
    trial.store().threads().restore(Scopes.ANN, later.id());
    for (ChatThread one : List.of(later, archived, active)) {
      assertThat(trial.log(one)).hasSize(4);
    }
  }

  @ContractRule("LIFE-14")
  default void severalPurgesAtOnceRemoveEverythingOnce(Trial trial) {
    List<ThreadId> gone = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      ChatThread thread = longThread(trial, 9, 1);
      trial.store().threads().delete(Scopes.ANN, thread.id(), Duration.ZERO);
      gone.add(thread.id());
    }
    List<Purged> both = Race.values(Race.between(() -> purgeAll(trial), () -> purgeAll(trial)));
    Purged rest = purgeAll(trial);
    Purged all = both.get(0).plus(both.get(1)).plus(rest);
    assertThat(all).isEqualTo(new Purged(8, 80, 8, false));
    for (ThreadId id : gone) {
      assertThat(
              trial
                  .store()
                  .threads()
                  .create(
                      new ChatThread(id, Scopes.ANN, Metadata.EMPTY, 0, trial.clock().instant()),
                      null)
                  .messageCount())
          .isZero();
    }
  }

  @ContractRule("LIFE-15")
  default void whereAPurgeHasBegunThereIsNoWayBack(Trial trial) {
    ChatThread thread = longThread(trial, 25, 1);
    trial.store().threads().delete(Scopes.ANN, thread.id(), Duration.ofMinutes(1));
    trial.pass(Duration.ofMinutes(1));
    trial.store().threads().purge(5);
    Missing.assertThrown(
        "thread", thread.id(), () -> trial.store().threads().restore(Scopes.ANN, thread.id()));
    assertThat(trial.store().threads().find(Scopes.ANN, thread.id())).isEmpty();
    assertThat(trial.store().messages().before(Scopes.ANN, thread.id(), 100, 100)).isEmpty();
    Purged rest;
    do {
      rest = trial.store().threads().purge(Scopes.ANN, thread.id(), 5);
    } while (rest.more());
    Missing.assertThrown(
        "thread", thread.id(), () -> trial.store().threads().delete(Scopes.ANN, thread.id()));
    ChatThread again = longThread(trial, 3, 0);
    trial.store().threads().delete(Scopes.ANN, again.id(), Duration.ZERO);
    assertThat(trial.store().threads().delete(Scopes.ANN, again.id(), Duration.ZERO)).isEmpty();
    trial.store().threads().delete(Scopes.ANN, again.id());
    assertThat(trial.store().threads().purge(5)).isEqualTo(Purged.NOTHING);
  }

  private static Purged purgeAll(Trial trial) {
    Purged all = Purged.NOTHING;
    do {
      all = all.plus(trial.store().threads().purge(4));
    } while (all.more());
    return all;
  }

  /** With as many messages, and runs that each add another one, a step and events. */
  private static ChatThread longThread(Trial trial, int messages, int runs) {
    ChatThread thread = trial.startThread();
    trial.append(thread, trial.samples().numbered("message ", messages));
    for (int n = 0; n < runs; n++) {
      var submitted = trial.submit(thread, trial.samples().submission(thread.id(), List.of()));
      trial.commit(
          trial.claim(),
          RunCommit.of(RunMove.COMPLETE)
              .with(trial.samples().step(submitted.run().id()), submitted.run().usage())
              .telling(Stories.words(0, 2))
              .saying(trial.samples().draft("reply")));
    }
    return thread;
  }
}
