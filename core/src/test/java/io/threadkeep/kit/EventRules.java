package io.threadkeep.kit;

import static io.threadkeep.kit.Stories.publish;
import static io.threadkeep.kit.Stories.story;
import static io.threadkeep.kit.Stories.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.event.EventBody;
import io.threadkeep.event.RunEvent;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.StepId;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.StepStatus;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.StoredEvents;
import io.threadkeep.store.SubmittedRun;
import io.threadkeep.thread.ChatThread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * EVENT-1 to EVENT-8: the events of a run, as its worker stores them and its owner reads them.
 *
 * <ol>
 *   <li>Events of every kind come back equal, in one sequence from 1.
 *   <li>They can be read from anywhere, in parts of any size.
 *   <li>What is stored is not stored again, whatever comes behind it.
 *   <li>A lease that opens nothing stores nothing and is told; others of the same call do.
 *   <li>Events before which others are missing are refused.
 *   <li>A commit's events are stored with it or not at all, and once.
 *   <li>The next attempt goes on in the same sequence.
 *   <li>Nothing is added after the end, and the end is told with the last sequence.
 * </ol>
 */
interface EventRules extends StoreRules {

  @ContractRule("EVENT-1")
  default void eventsOfEveryKindComeBackEqualInOneSequence(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    StepId step = trial.samples().ids().step();
    MessageId message = trial.samples().ids().message();
    List<EventBody> bodies = new ArrayList<>();
    bodies.add(new EventBody.AttemptBegun(1));
    bodies.add(new EventBody.StepBegun(step));
    for (String text : HostileText.ALL) {
      bodies.add(new EventBody.TextDelta(message, text));
      bodies.add(new EventBody.RefusalDelta(message, text));
      bodies.add(new EventBody.ToolCallDelta(message, 7, "call_" + text, text, text));
    }
    bodies.add(new EventBody.TextDelta(message, "\uD83D\uDE00 long ".repeat(20_000)));
    bodies.add(new EventBody.MessageEnded(message, null));
    for (IncompleteReason reason : IncompleteReason.values()) {
      bodies.add(new EventBody.MessageEnded(message, reason));
    }
    for (StepStatus status : StepStatus.values()) {
      bodies.add(new EventBody.StepEnded(step, status));
    }
    bodies.add(new EventBody.ActionRequired(step));

    assertThat(publish(trial, leased, new NewEvents(0, bodies))).isEmpty();
    StoredEvents stored = story(trial, leased, 0, 1_000);
    assertThat(stored.events()).extracting(RunEvent::body).isEqualTo(bodies);
    assertNumbered(leased, stored.events(), 1);
    assertThat(stored.last()).isEqualTo(bodies.size());
    assertThat(stored.status()).isEqualTo(RunStatus.IN_PROGRESS);
    assertThat(story(trial, trial.submitAndClaim(), 0, 10).events()).isEmpty();
  }

  @ContractRule("EVENT-2")
  default void eventsCanBeReadFromAnywhereInPartsOfAnySize(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    int count = 0;
    for (int size : List.of(1, 5, 3, 20, 1, 1, 12)) {
      publish(trial, leased, words(count, size));
      count += size;
    }
    List<RunEvent> all = story(trial, leased, 0, 1_000).events();
    assertThat(all).extracting(RunEvent::body).isEqualTo(words(0, count).bodies());
    for (int after = 0; after <= count + 2; after++) {
      for (int limit : List.of(1, 2, 7, 100)) {
        int from = Math.min(after, count);
        StoredEvents part = story(trial, leased, after, limit);
        assertThat(part.events())
            .as("after %d, up to %d", after, limit)
            .isEqualTo(all.subList(from, Math.min(from + limit, count)));
        assertThat(part.last()).isEqualTo(count);
      }
    }
  }

  @ContractRule("EVENT-3")
  default void whatIsStoredIsNotStoredAgain(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    assertThat(publish(trial, leased, words(0, 3))).isEmpty();
    assertThat(publish(trial, leased, words(0, 3))).isEmpty();
    assertThat(publish(trial, leased, words(0, 5))).isEmpty();
    assertThat(publish(trial, leased, words(1, 2))).isEmpty();
    assertThat(publish(trial, leased, words(4, 4))).isEmpty();
    assertThat(publish(trial, leased, NewEvents.NONE)).isEmpty();
    assertThat(story(trial, leased, 0, 100).events())
        .extracting(RunEvent::body)
        .isEqualTo(words(0, 8).bodies());
  }

  @ContractRule("EVENT-4")
  default void aLeaseThatOpensNothingStoresNothingAndIsTold(Trial trial) {
    LeasedRun ended = trial.submitAndClaim();
    trial.commit(ended, RunCommit.of(RunMove.COMPLETE));
    LeasedRun stale = trial.submitAndClaim();
    trial.commit(stale, RunCommit.of(RunMove.RETRY));
    LeasedRun current = trial.claim();
    LeasedRun deleted = trial.submitAndClaim();
    trial.store().threads().delete(Scopes.ANN, deleted.run().threadId());
    LeasedRun cancelling = trial.submitAndClaim();
    trial.store().runs().cancel(Scopes.ANN, cancelling.run().id());
    Lease never = new Lease(trial.samples().ids().run(), 1);

    Map<Lease, NewEvents> batches = new LinkedHashMap<>();
    for (Lease lease :
        List.of(ended.lease(), stale.lease(), deleted.lease(), never, cancelling.lease())) {
      batches.put(lease, words(0, 2));
    }
    assertThat(trial.store().queue().publish(batches))
        .containsExactlyInAnyOrder(ended.lease(), stale.lease(), deleted.lease(), never);
    assertThat(story(trial, ended, 0, 10).last()).isZero();
    assertThat(story(trial, current, 0, 10).events()).isEmpty();
    assertThat(story(trial, cancelling, 0, 10).events()).hasSize(2);
    assertThat(trial.store().queue().publish(Map.of())).isEmpty();
  }

  @ContractRule("EVENT-5")
  default void eventsBeforeWhichOthersAreMissingAreRefused(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    publish(trial, leased, words(0, 2));
    assertThat(publish(trial, leased, words(3, 2))).containsExactly(leased.lease());
    RunCommit gap = RunCommit.of(RunMove.COMPLETE).telling(words(3, 1));
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> trial.commit(leased, gap))
        .withMessageContaining(leased.run().id().value());
    assertThat(story(trial, leased, 0, 10).last()).isEqualTo(2);
    assertThat(trial.reread(leased.run()).status()).isEqualTo(RunStatus.IN_PROGRESS);
  }

  @ContractRule("EVENT-6")
  default void aCommitsEventsAreStoredWithItOrNotAtAllAndOnce(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    publish(trial, leased, words(0, 4));
    RunCommit illegal = RunCommit.of(RunMove.CONFIRM_CANCEL).telling(words(4, 1));
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> trial.commit(leased, illegal));
    RunCommit taken =
        RunCommit.of(RunMove.COMPLETE)
            .telling(words(4, 1))
            .saying(trial.say(trial.startThread(), "already elsewhere").get(0).draft());
    assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> trial.commit(leased, taken));
    assertThat(story(trial, leased, 0, 10).last()).isEqualTo(4);

    RunCommit whole =
        RunCommit.of(RunMove.COMPLETE)
            .telling(words(2, 5))
            .saying(trial.samples().draft("the reply"));
    trial.commit(leased, whole);
    trial.commit(leased, whole);
    StoredEvents stored = story(trial, leased, 0, 10);
    assertThat(stored.events()).extracting(RunEvent::body).isEqualTo(words(0, 7).bodies());
    assertThat(stored.status()).isEqualTo(RunStatus.COMPLETED);
  }

  @ContractRule("EVENT-7")
  default void theNextAttemptGoesOnInTheSameSequence(Trial trial) {
    LeasedRun first = trial.submitAndClaim();
    assertThat(first.lastEvent()).isZero();
    publish(trial, first, words(0, 3));
    trial.commit(first, RunCommit.of(RunMove.RETRY).telling(words(0, 4)));
    LeasedRun second = trial.claim();
    assertThat(second.lastEvent()).isEqualTo(4);
    publish(trial, second, words(4, 2));
    trial.pass(Samples.LEASE.plusMillis(1));
    trial.store().queue().reap(5, 10);
    LeasedRun third = trial.claim();
    assertThat(third.lastEvent()).isEqualTo(6);
    assertThat(publish(trial, second, words(6, 1))).containsExactly(second.lease());
    assertThat(publish(trial, third, words(6, 2))).isEmpty();
    assertThatExceptionOfType(LeaseLostException.class)
        .isThrownBy(
            () ->
                trial.commit(
                    second,
                    RunCommit.of(RunMove.COMPLETE)
                        .telling(words(6, 1))
                        .saying(trial.samples().draft("too late"))));
    assertThat(story(trial, third, 0, 100).events())
        .extracting(RunEvent::body)
        .isEqualTo(words(0, 8).bodies());

    ChatThread thread = trial.startThread();
    RunSubmission born =
        trial
            .samples()
            .submission(thread.id(), trial.samples().drafts("hello"))
            .bornOf(Samples.WORKER);
    SubmittedRun submitted = trial.submit(thread, born);
    Lease lease = submitted.lease();
    assertThat(lease).isNotNull();
    LeasedRun bornClaimed = new LeasedRun(submitted.run(), lease);
    assertThat(publish(trial, bornClaimed, words(0, 2))).isEmpty();
    assertThat(story(trial, bornClaimed, 0, 10).last()).isEqualTo(2);
  }

  @ContractRule("EVENT-8")
  default void nothingIsAddedAfterTheEnd(Trial trial) {
    for (RunStatus status : RunStatus.values()) {
      if (status.isFinal()) {
        Situation ended = Situation.reach(trial, status);
        LeasedRun leased = new LeasedRun(ended.run(), ended.lease());
        assertThat(publish(trial, leased, words(0, 1))).containsExactly(ended.lease());
        StoredEvents stored = story(trial, leased, 0, 10);
        assertThat(stored.status()).isEqualTo(status);
        assertThat(stored.last()).isZero();
      }
    }
  }

  private static void assertNumbered(LeasedRun leased, List<RunEvent> events, long first) {
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).sequence()).isEqualTo(first + i);
      assertThat(events.get(i).runId()).isEqualTo(leased.run().id());
    }
  }
}
