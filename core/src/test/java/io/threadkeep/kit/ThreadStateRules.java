package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.Scope;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.store.RunCommit;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.thread.ThreadState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * LIFE-1 to LIFE-4: threads that are put away and come back.
 *
 * <ol>
 *   <li>A list shows the threads of one state, in pages, by user and by pairs.
 *   <li>What is archived can be read and relabelled, and stays archived.
 *   <li>A message brings it back, whoever writes it, and so does a run without one.
 *   <li>A thread was active when its newest message was stored or it was brought back, by the
 *       store's clock.
 * </ol>
 */
interface ThreadStateRules extends StoreRules {

  @ContractRule("LIFE-1")
  default void aListShowsTheThreadsOfOneState(Trial trial) {
    List<ChatThread> active = new ArrayList<>();
    List<ChatThread> archived = new ArrayList<>();
    for (int n = 0; n < 12; n++) {
      ChatThread thread =
          trial.samples().thread(n % 4 < 2 ? Scopes.ANN : Scopes.BOB, Metadata.of("a", "b"));
      trial.store().threads().create(thread, null);
      if (n % 2 == 0) {
        active.add(thread);
      } else {
        archived.add(trial.store().threads().archive(Scopes.ACME, thread.id()));
      }
      trial.pass(Duration.ofMillis(1));
    }
    assertThat(archived)
        .extracting(ChatThread::state)
        .containsOnly(ThreadState.ARCHIVED)
        .hasSize(6);
    ThreadQuery byPair = ThreadQuery.with("a", "b");
    for (ThreadQuery query : List.of(ThreadQuery.ALL, byPair)) {
      assertThat(find(trial, Scopes.ACME, query)).isEqualTo(active);
      assertThat(find(trial, Scopes.ACME, query.archived())).isEqualTo(archived);
      assertThat(find(trial, Scopes.ANN, query)).isEqualTo(of(Scopes.ANN, active));
      assertThat(find(trial, Scopes.BOB, query.archived())).isEqualTo(of(Scopes.BOB, archived));
      assertThat(find(trial, Scopes.ACME, query.deleted())).isEmpty();
    }
    assertThat(find(trial, Scopes.ACME, ThreadQuery.ofUser("ann").archived()))
        .isEqualTo(of(Scopes.ANN, archived));
    // A page goes on behind a thread that has changed its state since.
    String cursor = archived.get(0).id().value();
    assertThat(
            trial
                .store()
                .threads()
                .list(Scopes.ACME, ThreadQuery.ALL, PageRequest.oldestFirst().after(cursor))
                .items())
        .isEqualTo(active.subList(1, active.size()));
  }

  @ContractRule("LIFE-2")
  default void whatIsArchivedCanBeReadAndStaysSo(Trial trial) {
    ChatThread thread = trial.startThread();
    trial.say(thread, "one", "two");
    ChatThread archived = trial.store().threads().archive(Scopes.ANN, thread.id());
    assertThat(trial.store().threads().archive(Scopes.ANN, thread.id())).isEqualTo(archived);
    assertThat(trial.reread(thread)).isEqualTo(archived);
    assertThat(trial.log(thread)).hasSize(2);
    assertThat(trial.store().messages().before(Scopes.ANN, thread.id(), 3, 10)).hasSize(2);
    Metadata label = Metadata.of("c", "d");
    assertThat(trial.store().threads().replaceMetadata(Scopes.ANN, thread.id(), label).state())
        .isEqualTo(ThreadState.ARCHIVED);
    assertThat(trial.reread(thread).metadata()).isEqualTo(label);
    assertThat(trial.store().threads().unarchive(Scopes.ANN, thread.id()).state())
        .isEqualTo(ThreadState.ACTIVE);
    assertThat(find(trial, Scopes.ANN, ThreadQuery.ALL))
        .extracting(ChatThread::id)
        .containsExactly(thread.id());
  }

  @ContractRule("LIFE-3")
  default void aMessageOrARunBringsItBack(Trial trial) {
    ChatThread thread = trial.startThread();
    Runnable archive =
        () -> {
          trial.store().threads().archive(Scopes.ANN, thread.id());
          assertThat(trial.reread(thread).state()).isEqualTo(ThreadState.ARCHIVED);
        };
    archive.run();
    trial.say(thread, "hello");
    assertAwake(trial, thread);

    archive.run();
    trial.submit(thread, trial.samples().submission(thread.id(), trial.samples().drafts("run")));
    assertAwake(trial, thread);
    LeasedRun leased = trial.claim();
    archive.run();
    trial.commit(leased, RunCommit.of(RunMove.COMPLETE).saying(trial.samples().draft("reply")));
    assertAwake(trial, thread);

    archive.run();
    trial.submit(thread, trial.samples().submission(thread.id(), List.of()));
    assertAwake(trial, thread);
    trial.commit(trial.claim(), RunCommit.of(RunMove.COMPLETE));

    archive.run();
    trial.submit(thread, trial.samples().submission(thread.id(), List.of()).bornOf(Samples.WORKER));
    assertAwake(trial, thread);
    assertThat(trial.log(thread)).hasSize(3);
  }

  @ContractRule("LIFE-4")
  default void aThreadWasActiveWithItsNewestMessage(Trial trial) {
    ChatThread thread = trial.startThread();
    assertThat(thread.activeAt()).isEqualTo(thread.createdAt());
    trial.pass(Duration.ofHours(1));
    Instant said = trial.clock().instant();
    List<MessageDraft> old = trial.samples().drafts("said long before");
    trial.pass(Duration.ofHours(1));
    Instant stored = trial.clock().instant();
    trial.append(thread, old);
    assertThat(trial.reread(thread).activeAt()).isEqualTo(stored).isAfter(said);
    trial.pass(Duration.ofHours(1));
    trial.append(thread, old);
    trial.store().threads().archive(Scopes.ANN, thread.id());
    trial.store().threads().replaceMetadata(Scopes.ANN, thread.id(), Metadata.of("a", "b"));
    assertThat(trial.reread(thread).activeAt()).isEqualTo(stored);
    trial.store().threads().unarchive(Scopes.ANN, thread.id());
    assertThat(trial.reread(thread).activeAt()).isEqualTo(trial.clock().instant());
    trial.pass(Duration.ofHours(1));
    trial.submit(thread, trial.samples().submission(thread.id(), trial.samples().drafts("?")));
    assertThat(trial.reread(thread).activeAt()).isEqualTo(trial.clock().instant());
    LeasedRun leased = trial.claim();
    trial.pass(Duration.ofSeconds(1));
    trial.commit(leased, RunCommit.of(RunMove.COMPLETE).saying(trial.samples().draft("!")));
    assertThat(trial.reread(thread).activeAt()).isEqualTo(trial.clock().instant());
    assertThat(trial.reread(thread).createdAt()).isEqualTo(thread.createdAt());
  }

  private static void assertAwake(Trial trial, ChatThread thread) {
    assertThat(trial.reread(thread).state()).isEqualTo(ThreadState.ACTIVE);
    assertThat(find(trial, Scopes.ANN, ThreadQuery.ALL.archived())).isEmpty();
  }

  private static List<ChatThread> of(Scope owner, List<ChatThread> threads) {
    return threads.stream().filter(thread -> thread.owner().equals(owner)).toList();
  }

  private static List<ChatThread> find(Trial trial, Scope scope, ThreadQuery query) {
    return Trial.walk(
        PageRequest.oldestFirst().limit(2),
        page -> trial.store().threads().list(scope, query, page));
  }
}
