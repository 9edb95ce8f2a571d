package io.threadkeep.kit;

import static io.threadkeep.kit.Stories.publish;
import static io.threadkeep.kit.Stories.story;
import static io.threadkeep.kit.Stories.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.event.RunEvent;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunQueue;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.StoredEvents;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * EVENT-9 to EVENT-13: writers at the same time, how long events are kept, and their times.
 *
 * <ol start="9">
 *   <li>Of writers that store the same events at once, each event is stored once.
 *   <li>Events are forgotten once their run has ended for long enough; their sequence is not used
 *       again.
 *   <li>Events go with their thread, also those that are being stored just then.
 *   <li>Events are there after a restart and for other instances.
 *   <li>Each event has the time when it was stored, whenever it is read, and whoever asks again for
 *       it to be stored; a run's times go forwards, from its claim to its end.
 * </ol>
 */
interface EventKeepingRules extends StoreRules {
  Duration DAY = Duration.ofDays(1);

  @ContractRule("EVENT-9")
  default void ofWritersAtOnceEachEventIsStoredOnce(Trial trial) {
    for (int n = 0; n < 20; n++) {
      LeasedRun leased = trial.submitAndClaim();
      publish(trial, leased, words(0, 2));
      RunCommit commit =
          RunCommit.of(RunMove.COMPLETE)
              .telling(words(2, 6))
              .saying(trial.samples().draft("the reply"));
      List<Callable<Object>> writers = new ArrayList<>();
      writers.add(() -> publish(trial, leased, words(2, 3)));
      writers.add(() -> publish(trial, leased, words(2, 5)));
      // Every other time the end waits for both, so that they are sure to meet each other.
      boolean endWaits = n % 2 == 1;
      if (!endWaits) {
        writers.add(() -> trial.commit(leased, commit));
      }
      // The last one to be ready is the first to go.
      Collections.rotate(writers, n);
      Race.values(Race.among(writers));
      if (endWaits) {
        trial.commit(leased, commit);
      }
      StoredEvents stored = story(trial, leased, 0, 100);
      assertThat(stored.events()).extracting(RunEvent::body).isEqualTo(words(0, 8).bodies());
      assertThat(stored.status()).isEqualTo(RunStatus.COMPLETED);
    }
  }

  @ContractRule("EVENT-10")
  default void eventsOfRunsThatEndedLongAgoAreForgotten(Trial trial) {
    LeasedRun goesOn = trial.submitAndClaim();
    publish(trial, goesOn, words(0, 2));
    List<LeasedRun> old = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      LeasedRun leased = trial.submitAndClaim();
      publish(trial, leased, words(0, 3));
      trial.pass(Duration.ofSeconds(1));
      trial.commit(leased, RunCommit.of(RunMove.COMPLETE).telling(words(0, 4)));
      old.add(leased);
    }
    LeasedRun endsLate = trial.submitAndClaim();
    publish(trial, endsLate, words(0, 2));
    trial.pass(Duration.ofMinutes(1));
    trial.commit(endsLate, RunCommit.of(RunMove.FAIL));

    // Now the last of the three ended a millisecond less than a day ago, the first two earlier.
    trial.pass(DAY.minusMinutes(1).minusMillis(1));
    RunQueue queue = trial.store().queue();
    assertThat(queue.forgetEvents(DAY.plusMinutes(1), 10)).isZero();
    assertThat(queue.forgetEvents(DAY, 1)).isEqualTo(1);
    assertThat(story(trial, old.get(0), 0, 10).events()).isEmpty();
    assertThat(story(trial, old.get(0), 0, 10).last()).isEqualTo(4);
    assertThat(story(trial, old.get(1), 0, 10).events()).hasSize(4);
    assertThat(queue.forgetEvents(DAY, 10)).isEqualTo(1);
    assertThat(story(trial, old.get(2), 0, 10).events()).hasSize(4);
    trial.pass(Duration.ofMillis(2));
    assertThat(queue.forgetEvents(DAY, 10)).isEqualTo(1);
    assertThat(queue.forgetEvents(DAY, 10)).isZero();
    assertThat(story(trial, endsLate, 0, 10).events()).hasSize(2);
    trial.pass(Duration.ofMinutes(1));
    assertThat(queue.forgetEvents(DAY, 10)).isEqualTo(1);
    assertThat(story(trial, endsLate, 0, 10).events()).isEmpty();
    assertThat(story(trial, goesOn, 0, 10).events()).hasSize(2);
    assertThat(publish(trial, goesOn, words(2, 1))).isEmpty();
  }

  @ContractRule("EVENT-11")
  default void eventsGoWithTheirThread(Trial trial) {
    for (int n = 0; n < 20; n++) {
      ChatThread thread = trial.startThread();
      RunSubmission submission = trial.samples().submission(thread.id(), List.of());
      trial.submit(thread, submission);
      LeasedRun leased = trial.claim();
      publish(trial, leased, words(0, 2));
      NewEvents late = words(2, 3);
      Race.between(
              () -> publish(trial, leased, late),
              () -> {
                trial.store().threads().delete(Scopes.ANN, thread.id());
                return true;
              })
          .forEach(Race.Finish::get);
      Missing.assertThrown("run", leased.run().id(), () -> story(trial, leased, 0, 10));

      // Nothing of the old run may show when one with the same id is made.
      trial.store().threads().create(thread, null);
      trial.submit(thread, submission);
      LeasedRun again = trial.claim();
      assertThat(again.lastEvent()).isZero();
      assertThat(publish(trial, again, words(0, 4))).isEmpty();
      assertThat(story(trial, again, 0, 10).events())
          .extracting(RunEvent::body)
          .isEqualTo(words(0, 4).bodies());
      trial.store().threads().delete(Scopes.ANN, thread.id());
    }
  }

  @ContractRule("EVENT-12")
  default void eventsAreThereAfterARestartAndForOtherInstances(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    publish(trial, leased, words(0, 3));
    ThreadStore other = trial.openAgain();
    StoredEvents stored = story(trial, leased, 0, 10);
    assertThat(other.runs().events(Scopes.ANN, leased.run().id(), 0, 10)).isEqualTo(stored);
    trial.restart();
    assertThat(story(trial, leased, 0, 10)).isEqualTo(stored);
    assertThat(publish(trial, leased, words(3, 1))).isEmpty();
    assertThat(story(trial, leased, 3, 10).events()).hasSize(1);
  }

  @ContractRule("EVENT-13")
  default void eachEventHasTheTimeWhenItWasStored(Trial trial) {
    Duration second = Duration.ofSeconds(1);
    LeasedRun first = trial.submitAndClaim();
    Instant claimed = trial.clock().instant();
    trial.pass(second);
    publish(trial, first, words(0, 2));
    trial.pass(second);
    publish(trial, first, words(0, 3));
    assertThat(story(trial, first, 0, 100).endedAt()).isNull();
    trial.pass(second);
    trial.commit(first, RunCommit.of(RunMove.RETRY).telling(words(2, 2)));
    trial.pass(second);
    LeasedRun next = trial.claim();
    publish(trial, next, words(4, 1));
    trial.pass(second);
    Run ended =
        trial.commit(
            next,
            RunCommit.of(RunMove.COMPLETE)
                .telling(words(5, 2))
                .saying(trial.samples().draft("the reply")));
    trial.pass(DAY);

    StoredEvents stored = story(trial, next, 0, 100);
    assertThat(stored.events())
        .extracting(event -> Duration.between(claimed, event.at()).toSeconds())
        .containsExactly(1L, 1L, 2L, 3L, 4L, 5L, 5L);
    assertThat(stored.endedAt())
        .isEqualTo(ended.times().endedAt())
        .isEqualTo(claimed.plusSeconds(5));
    for (RunEvent event : stored.events()) {
      assertThat(story(trial, next, event.sequence() - 1, 1).events()).containsExactly(event);
    }
  }
}
