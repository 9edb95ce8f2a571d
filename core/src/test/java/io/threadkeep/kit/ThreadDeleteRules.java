package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.LeaseState;
import io.threadkeep.store.RunCommit;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.util.List;
import java.util.Map;

/**
 * THREAD-15 to THREAD-19: delete means gone.
 *
 * <ol start="15">
 *   <li>Messages, runs, steps and metadata go with the thread; other threads stay.
 *   <li>Its keys can be used again.
 *   <li>A worker at work on it loses its lease.
 *   <li>A run that waited is not claimed.
 *   <li>An append at the same time is in before or finds nothing.
 * </ol>
 */
interface ThreadDeleteRules extends StoreRules {

  @ContractRule("THREAD-15")
  default void allThatHangsOnAThreadGoesWithIt(Trial trial) {
    ChatThread kept = trial.startThread();
    Message keptMessage = trial.say(kept, "stays").get(0);
    ChatThread thread =
        trial
            .store()
            .threads()
            .create(trial.samples().thread(Scopes.ANN, Metadata.of("a", "b")), null);
    Message message = trial.say(thread, "goes").get(0);
    Run run = trial.submit(thread, trial.samples().submission(thread.id(), List.of())).run();
    LeasedRun leased = trial.claim();
    trial.commit(
        leased, RunCommit.of(RunMove.COMPLETE).with(trial.samples().step(run.id()), run.usage()));

    trial.store().threads().delete(Scopes.ANN, thread.id());

    assertThat(trial.store().threads().find(Scopes.ANN, thread.id())).isEmpty();
    assertThat(
            trial
                .store()
                .threads()
                .list(Scopes.ANN, ThreadQuery.ALL, PageRequest.newestFirst())
                .items())
        .extracting(ChatThread::id)
        .containsExactly(kept.id());
    assertThat(
            trial
                .store()
                .threads()
                .list(Scopes.ANN, ThreadQuery.with("a", "b"), PageRequest.newestFirst())
                .items())
        .isEmpty();
    assertThat(trial.store().messages().find(Scopes.ANN, thread.id(), message.id())).isEmpty();
    assertThat(trial.store().messages().before(Scopes.ANN, thread.id(), 100, 100)).isEmpty();
    assertThat(trial.store().runs().find(Scopes.ANN, run.id())).isEmpty();
    Missing.assertThrown(
        "run",
        run.id(),
        () -> trial.store().runs().steps(Scopes.ANN, run.id(), PageRequest.newestFirst()));
    Missing.assertThrown("thread", thread.id(), () -> trial.say(thread, "too late"));
    Missing.assertThrown(
        "thread", thread.id(), () -> trial.store().threads().delete(Scopes.ANN, thread.id()));
    assertThat(trial.log(kept)).containsExactly(keptMessage);
    // Nothing of the old thread may show when one with the same id is made.
    ChatThread again = trial.store().threads().create(thread, null);
    assertThat(again.messageCount()).isZero();
    assertThat(trial.log(again)).isEmpty();
    assertThat(trial.append(again, List.of(message.draft())).get(0).position()).isEqualTo(1);
  }

  @ContractRule("THREAD-16")
  default void theKeysOfADeletedThreadCanBeUsedAgain(Trial trial) {
    IdempotencyKey start = new IdempotencyKey("start", "body");
    IdempotencyKey say = new IdempotencyKey("say", "body");
    ChatThread first = trial.store().threads().create(trial.samples().thread(Scopes.ANN), start);
    List<MessageDraft> drafts = trial.samples().drafts("hello");
    trial.store().messages().append(Scopes.ANN, first.id(), drafts, say);
    trial.store().threads().delete(Scopes.ANN, first.id());

    ChatThread second =
        trial
            .store()
            .threads()
            .create(trial.samples().thread(Scopes.ANN), new IdempotencyKey("start", "other"));
    assertThat(second.id()).isNotEqualTo(first.id());
    IdempotencyKey sayOther = new IdempotencyKey("say", "other");
    assertThat(
            trial
                .store()
                .messages()
                .append(Scopes.ANN, second.id(), trial.samples().drafts("again"), sayOther))
        .extracting(Message::text)
        .containsExactly("again");
  }

  @ContractRule("THREAD-17")
  default void aWorkerLosesItsLeaseWithTheThread(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    trial.store().threads().delete(Scopes.ANN, leased.run().threadId());
    assertThatExceptionOfType(LeaseLostException.class)
        .isThrownBy(
            () ->
                trial.commit(
                    leased,
                    RunCommit.of(RunMove.COMPLETE).saying(trial.samples().draft("too late"))))
        .satisfies(e -> assertThat(e.tokenFound()).isNull());
    assertThat(trial.store().queue().heartbeat(List.of(leased.lease()), Samples.LEASE))
        .isEqualTo(Map.of(leased.lease(), LeaseState.LOST));
    trial.pass(Samples.LEASE.multipliedBy(2));
    assertThat(trial.store().queue().reap(3, 10)).isEmpty();
  }

  @ContractRule("THREAD-18")
  default void aRunThatWaitedIsNotClaimed(Trial trial) {
    Run run = trial.submit();
    trial.store().threads().delete(Scopes.ANN, run.threadId());
    assertThat(trial.store().queue().claim(Samples.WORKER, 10)).isEmpty();
    trial.pass(Samples.RUN_TIME.multipliedBy(2));
    assertThat(trial.store().queue().reap(3, 10)).isEmpty();
  }

  @ContractRule("THREAD-19")
  default void anAppendAtTheSameTimeIsInBeforeOrFindsNothing(Trial trial) {
    for (int n = 0; n < 30; n++) {
      ChatThread thread = trial.startThread();
      trial.say(thread, "first");
      List<MessageDraft> drafts = trial.samples().drafts("question", "answer");
      List<Race.Finish<Boolean>> both =
          Race.between(
              () -> {
                trial.append(thread, drafts);
                return true;
              },
              () -> {
                trial.store().threads().delete(Scopes.ANN, thread.id());
                return true;
              });
      both.get(1).get();
      Throwable refusal = both.get(0).error();
      if (refusal != null) {
        assertThat(refusal).isInstanceOf(NotFoundException.class);
      }
      ChatThread again = trial.store().threads().create(thread, null);
      assertThat(trial.log(again)).isEmpty();
      assertThat(trial.append(again, drafts)).hasSize(2);
    }
  }
}
