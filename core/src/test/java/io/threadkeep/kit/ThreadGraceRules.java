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
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.LeaseState;
import io.threadkeep.store.RunCommit;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.thread.ThreadState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * LIFE-5 to LIFE-11: threads that are deleted and can be restored.
 *
 * <ol start="5">
 *   <li>To every call a deleted thread, and all that hangs on it, looks as if it were missing.
 *   <li>Its runs end with it, those that wait too, and their workers' leases open nothing.
 *   <li>A list of deleted threads shows it, to those who had it.
 *   <li>Within its grace it is restored with its whole log; its cancelled runs stay so.
 *   <li>Behind its grace it is neither listed nor restored.
 *   <li>Its keys are free at once.
 *   <li>An append at the same time is in before and comes back with it, or finds nothing.
 * </ol>
 */
interface ThreadGraceRules extends StoreRules {
  Duration GRACE = Duration.ofDays(30);

  @ContractRule("LIFE-5")
  default void aDeletedThreadLooksAsIfItWereMissing(Trial trial) {
    Holdings own = Holdings.of(trial, Scopes.ANN);
    Holdings missing = Holdings.missing(trial);
    for (ScopeProbe probe : ScopeProbe.all(trial.samples())) {
      boolean isAssistants = probe.method().startsWith("AssistantRecords.");
      if (!isAssistants
          && !Set.of("ThreadRecords.restore", "Erasures.erase").contains(probe.method())) {
        Holdings gone = Holdings.of(trial, Scopes.ANN);
        trial.store().threads().delete(Scopes.ANN, gone.thread(), GRACE);
        assertThat(probe.outcome(trial.store(), Scopes.ANN, gone, own))
            .as(probe.method())
            .isEqualTo(probe.outcome(trial.store(), Scopes.ANN, missing, own));
      }
    }
  }

  @ContractRule("LIFE-6")
  default void runsEndWithTheirThread(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    ChatThread thread = trial.threadOf(leased.run());
    Run waiting = trial.submit(thread, WhenBusy.ENQUEUE, "and then?").run();
    Run last = trial.submit(thread, WhenBusy.ENQUEUE, "and at last?").run();
    Run others = trial.submit();

    List<Run> ended = trial.store().threads().delete(Scopes.ANN, thread.id(), GRACE);
    assertThat(ended)
        .extracting(Run::id)
        .containsExactlyInAnyOrder(leased.run().id(), waiting.id(), last.id());
    assertThat(ended).extracting(Run::status).containsOnly(RunStatus.CANCELLED);
    assertThat(trial.store().queue().heartbeat(List.of(leased.lease()), Samples.LEASE))
        .isEqualTo(Map.of(leased.lease(), LeaseState.LOST));
    assertThat(trial.store().queue().publish(Map.of(leased.lease(), Stories.words(0, 1))))
        .isEqualTo(Set.of(leased.lease()));
    for (RunMove move : List.of(RunMove.COMPLETE, RunMove.RELEASE, RunMove.ADVANCE)) {
      assertThatExceptionOfType(LeaseLostException.class)
          .isThrownBy(
              () ->
                  trial.commit(
                      leased, RunCommit.of(move).saying(trial.samples().draft("too late"))));
    }
    assertThatExceptionOfType(LeaseLostException.class)
        .isThrownBy(
            () ->
                trial
                    .store()
                    .toolCalls()
                    .begin(leased.lease(), trial.samples().ids().step(), "call"));
    assertThat(trial.claim().run().id()).isEqualTo(others.id());
    trial.pass(Samples.RUN_TIME.multipliedBy(2));
    assertThat(trial.store().queue().reap(3, 10)).extracting(Run::id).containsExactly(others.id());
    trial.store().threads().restore(Scopes.ANN, thread.id());
    assertThat(trial.log(thread)).hasSize(3);
  }

  @ContractRule("LIFE-7")
  default void aListOfDeletedThreadsShowsIt(Trial trial) {
    ChatThread thread =
        trial
            .store()
            .threads()
            .create(trial.samples().thread(Scopes.ANN, Metadata.of("a", "b")), null);
    ChatThread bobs = trial.startThread(Scopes.BOB);
    trial.startThread();
    trial.store().threads().archive(Scopes.ANN, thread.id());
    trial.store().threads().delete(Scopes.ANN, thread.id(), GRACE);
    trial.store().threads().delete(Scopes.ACME, bobs.id(), GRACE);
    assertThat(deleted(trial, ThreadQuery.ALL))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.id()).isEqualTo(thread.id());
              assertThat(found.state()).isEqualTo(ThreadState.DELETED);
            });
    assertThat(deleted(trial, ThreadQuery.with("a", "b"))).hasSize(1);
    assertThat(deleted(trial, ThreadQuery.with("a", "c"))).isEmpty();
    PageRequest page = PageRequest.oldestFirst();
    assertThat(
            trial
                .store()
                .threads()
                .list(Scopes.ACME, ThreadQuery.ALL.deleted(), page.after(thread.id().value()))
                .items())
        .extracting(ChatThread::id)
        .containsExactly(bobs.id());
    assertThat(trial.store().threads().list(Scopes.GLOBEX, ThreadQuery.ALL.deleted(), page).items())
        .isEmpty();
    Missing.assertThrown(
        "thread", thread.id(), () -> trial.store().threads().restore(Scopes.BOB, thread.id()));
  }

  @ContractRule("LIFE-8")
  default void withinItsGraceItIsRestored(Trial trial) {
    Holdings gone = Holdings.of(trial, Scopes.ANN);
    ChatThread thread = trial.store().threads().find(Scopes.ANN, gone.thread()).orElseThrow();
    List<Message> log = trial.log(thread);
    Missing.assertThrown(
        "thread", thread.id(), () -> trial.store().threads().restore(Scopes.ANN, thread.id()));
    trial.store().threads().delete(Scopes.ANN, thread.id(), GRACE);
    trial.pass(GRACE.minusSeconds(1));
    assertThat(trial.store().threads().purge(1_000).threads()).isZero();

    ChatThread restored = trial.store().threads().restore(Scopes.ANN, thread.id());
    assertThat(restored)
        .isEqualTo(
            new ChatThread(
                thread.id(),
                thread.owner(),
                thread.metadata(),
                thread.messageCount(),
                thread.createdAt(),
                ThreadState.ACTIVE,
                trial.clock().instant()));
    assertThat(trial.reread(thread)).isEqualTo(restored);
    assertThat(trial.log(thread)).isEqualTo(log);
    assertThat(deleted(trial, ThreadQuery.ALL)).isEmpty();
    Run run = trial.store().runs().find(Scopes.ANN, gone.run()).orElseThrow();
    assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(trial.store().runs().steps(Scopes.ANN, run.id(), PageRequest.newestFirst()).items())
        .hasSize(1);
    assertThat(trial.store().runs().events(Scopes.ANN, run.id(), 0, 10).events()).hasSize(3);
    trial.pass(GRACE);
    assertThat(trial.store().threads().purge(1_000).threads()).isZero();
    assertThat(trial.say(thread, "and on").get(0).position()).isEqualTo(log.size() + 1L);
    trial.submit(thread, trial.samples().submission(thread.id(), List.of()));
    assertThat(trial.claim().run().threadId()).isEqualTo(thread.id());
  }

  @ContractRule("LIFE-9")
  default void behindItsGraceItIsNeitherListedNorRestored(Trial trial) {
    ChatThread thread = trial.startThread();
    trial.store().threads().delete(Scopes.ANN, thread.id(), GRACE);
    trial.pass(GRACE);
    assertThat(deleted(trial, ThreadQuery.ALL)).isEmpty();
    Missing.assertThrown(
        "thread", thread.id(), () -> trial.store().threads().restore(Scopes.ANN, thread.id()));
  }

  @ContractRule("LIFE-10")
  default void itsKeysAreFreeAtOnce(Trial trial) {
    IdempotencyKey start = new IdempotencyKey("start", "body");
    IdempotencyKey say = new IdempotencyKey("say", "body");
    IdempotencyKey ask = new IdempotencyKey("ask", "body");
    ChatThread first = trial.store().threads().create(trial.samples().thread(Scopes.ANN), start);
    trial.store().messages().append(Scopes.ANN, first.id(), trial.samples().drafts("a"), say);
    trial.submit(first, trial.samples().submission(first.id(), List.of()).keyed(ask));
    trial.store().threads().delete(Scopes.ANN, first.id(), GRACE);

    ChatThread second = trial.store().threads().create(trial.samples().thread(Scopes.ANN), start);
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(
            trial
                .store()
                .messages()
                .append(Scopes.ANN, second.id(), trial.samples().drafts("b"), say))
        .extracting(Message::text)
        .containsExactly("b");
    assertThat(
            trial
                .submit(second, trial.samples().submission(second.id(), List.of()).keyed(ask))
                .run()
                .threadId())
        .isEqualTo(second.id());
  }

  @ContractRule("LIFE-11")
  default void anAppendAtTheSameTimeComesBackOrFindsNothing(Trial trial) {
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
                trial.store().threads().delete(Scopes.ANN, thread.id(), GRACE);
                return true;
              });
      both.get(1).get();
      Throwable refusal = both.get(0).error();
      assertThat(trial.store().threads().find(Scopes.ANN, thread.id())).isEmpty();
      trial.store().threads().restore(Scopes.ANN, thread.id());
      if (refusal == null) {
        assertThat(trial.log(thread)).hasSize(3);
      } else {
        assertThat(refusal).isInstanceOf(NotFoundException.class);
        assertThat(trial.log(thread)).hasSize(1);
      }
      assertThat(trial.reread(thread).messageCount()).isEqualTo(trial.log(thread).size());
    }
  }

  private static List<ChatThread> deleted(Trial trial, ThreadQuery query) {
    return trial
        .store()
        .threads()
        .list(Scopes.ANN, query.deleted(), PageRequest.newestFirst())
        .items();
  }
}
