package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.Retryable;
import io.threadkeep.id.Scope;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Lease;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.storage.jdbc.FaultyDataSource.Break;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.StorageUnavailableException;
import io.threadkeep.store.SubmittedRun;
import io.threadkeep.thread.ChatThread;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A connection that breaks around a commit tells nobody whether the commit happened. Every write is
 * there exactly once all the same, and the call returns as if nothing had been.
 */
class LostConnectionTest {
  private static final Scope ANN = Scope.user("acme", "ann");

  private final ManualClock clock = new ManualClock();
  private final Samples samples = new Samples(clock);

  private BreakableStore open(DatabaseServer server) {
    return new BreakableStore(server.fresh(), clock);
  }

  private ChatThread start(BreakableStore keep) {
    return keep.store().threads().create(samples.thread(ANN), null);
  }

  private static List<Message> log(BreakableStore keep, ChatThread thread) {
    return keep.store()
        .messages()
        .list(ANN, thread.id(), PageRequest.oldestFirst().limit(100))
        .items();
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void anAppendIsThereOnce(DatabaseServer server) {
    try (BreakableStore keep = open(server)) {
      ChatThread thread = start(keep);
      for (Break when : Break.values()) {
        keep.faults().breakCommits(1, when);
        List<MessageDraft> drafts = samples.drafts(when + " one", when + " two");
        List<Message> appended = keep.store().messages().append(ANN, thread.id(), drafts, null);
        assertThat(keep.faults().pending()).isZero();
        assertThat(appended).extracting(Message::draft).isEqualTo(drafts);
      }
      assertThat(log(keep, thread)).extracting(Message::position).containsExactly(1L, 2L, 3L, 4L);
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void anAppendWithAKeyIsThereOnce(DatabaseServer server) {
    try (BreakableStore keep = open(server)) {
      ChatThread thread = start(keep);
      keep.faults().breakCommits(1, Break.AFTER_COMMIT);
      IdempotencyKey key = new IdempotencyKey("key", "body");
      List<Message> first =
          keep.store().messages().append(ANN, thread.id(), samples.drafts("once"), key);
      List<Message> again =
          keep.store().messages().append(ANN, thread.id(), samples.drafts("once"), key);
      assertThat(again).isEqualTo(first);
      assertThat(log(keep, thread)).isEqualTo(first);
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void aRunIsBornOnceAndItsWorkerKeepsTheLease(DatabaseServer server) {
    try (BreakableStore keep = open(server)) {
      ChatThread thread = start(keep);
      RunSubmission submission =
          samples.submission(thread.id(), samples.drafts("And now?")).bornOf(Samples.WORKER);
      keep.faults().breakCommits(1, Break.AFTER_COMMIT);
      SubmittedRun submitted = keep.store().runs().submit(ANN, submission);
      assertThat(submitted.lease()).isEqualTo(new Lease(submission.id(), 1));
      assertThat(submitted.messages()).isEqualTo(log(keep, thread));
      assertThat(keep.store().runs().list(ANN, thread.id(), PageRequest.newestFirst()).items())
          .containsExactly(submitted.run());
      assertThat(keep.store().runs().submit(ANN, submission).lease()).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void aReplyIsCommittedOnce(DatabaseServer server) {
    try (BreakableStore keep = open(server)) {
      ChatThread thread = start(keep);
      Lease lease = born(keep, thread);
      keep.faults().breakCommits(1, Break.AFTER_COMMIT);
      Run run =
          keep.store()
              .queue()
              .commit(
                  lease,
                  RunCommit.of(RunMove.COMPLETE)
                      .with(samples.step(lease.runId()), samples.step(lease.runId()).usage())
                      .saying(samples.draft("Now.")));
      assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(run.usage()).isEqualTo(samples.step(lease.runId()).usage());
      assertThat(log(keep, thread)).hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void anAdvanceIsMadeOnceAndTheRunGoesOn(DatabaseServer server) {
    try (BreakableStore keep = open(server)) {
      ChatThread thread = start(keep);
      Lease lease = born(keep, thread);
      Usage spent = Usage.of(11, 5);
      RunCommit alone = RunCommit.of(RunMove.ADVANCE).with(samples.step(lease.runId()), spent);
      RunCommit saying =
          RunCommit.of(RunMove.ADVANCE)
              .with(samples.step(lease.runId()), spent)
              .saying(samples.draft("a call"));
      for (RunCommit commit : List.of(alone, saying)) {
        keep.faults().breakCommits(1, Break.AFTER_COMMIT);
        keep.store().queue().commit(lease, commit);
      }
      Run done = keep.store().queue().commit(lease, RunCommit.of(RunMove.COMPLETE));
      assertThat(done.progress().advances()).isEqualTo(2);
      assertThat(done.usage()).isEqualTo(spent.plus(spent));
      assertThat(log(keep, thread)).hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void aBareMoveIsMadeOnce(DatabaseServer server) {
    try (BreakableStore keep = open(server)) {
      ChatThread thread = start(keep);
      Lease lease = born(keep, thread);
      keep.faults().breakCommits(1, Break.AFTER_COMMIT);
      Run run = keep.store().queue().commit(lease, RunCommit.of(RunMove.RELEASE));
      assertThat(run.status()).isEqualTo(RunStatus.QUEUED);
      assertThat(run.progress().attempts()).isZero();
      keep.faults().breakCommits(1, Break.AFTER_COMMIT);
      assertThat(keep.store().runs().cancel(ANN, run.id()).status()).isEqualTo(RunStatus.CANCELLED);
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void whatIsDeletedIsGoneWithoutAnError(DatabaseServer server) {
    try (BreakableStore keep = open(server)) {
      ChatThread thread = start(keep);
      keep.faults().breakCommits(1, Break.AFTER_COMMIT);
      keep.store().threads().delete(ANN, thread.id());
      assertThat(keep.store().threads().find(ANN, thread.id())).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void afterThreeRetriesTheCallerIsToldToTryAgainAndMay(DatabaseServer server) {
    try (BreakableStore keep = open(server)) {
      ChatThread thread = start(keep);
      List<MessageDraft> drafts = samples.drafts("secret content");
      keep.faults().breakCommits(4, Break.BEFORE_COMMIT);
      assertThatThrownBy(() -> keep.store().messages().append(ANN, thread.id(), drafts, null))
          .isInstanceOf(StorageUnavailableException.class)
          .isInstanceOf(Retryable.class)
          .hasMessageContaining("08006")
          .satisfies(e -> assertThat(Told.by(e)).doesNotContain("canary", "secret", "insert into"));
      assertThat(keep.pauses()).hasSize(3).allMatch(pause -> pause >= 50 && pause <= 1_000);
      assertThat(log(keep, thread)).isEmpty();
      keep.store().messages().append(ANN, thread.id(), drafts, null);
      assertThat(log(keep, thread)).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void contentionIsRetriedAndRefusalIsNot(DatabaseServer server) {
    try (BreakableStore keep = open(server)) {
      ChatThread thread = start(keep);
      keep.faults().breakCommits(3, Break.BEFORE_COMMIT, "40001");
      keep.store().messages().append(ANN, thread.id(), samples.drafts("one"), null);
      assertThat(keep.pauses()).hasSize(3);
      keep.faults().breakCommits(1, Break.BEFORE_COMMIT, "22001");
      assertThatThrownBy(
              () -> keep.store().messages().append(ANN, thread.id(), samples.drafts("x"), null))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("22001");
      assertThat(log(keep, thread)).hasSize(1);
    }
  }

  private Lease born(BreakableStore keep, ChatThread thread) {
    RunSubmission submission =
        samples.submission(thread.id(), samples.drafts("And now?")).bornOf(Samples.WORKER);
    return Objects.requireNonNull(keep.store().runs().submit(ANN, submission).lease());
  }
}
