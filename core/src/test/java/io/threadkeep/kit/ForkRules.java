package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.error.IdempotencyConflictException;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.message.Message;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.ThreadFork;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.thread.ThreadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * FORK-1 to FORK-6: threads that begin as a part of another one.
 *
 * <ol>
 *   <li>A fork reads its source's messages up to its position, in each way of reading, as its own.
 *   <li>What is added to one of them is in the other's log neither now nor later.
 *   <li>It belongs to whom its source belongs, has its metadata or other, and knows its source.
 *   <li>Made again with the same id or key it is the first one.
 *   <li>Any position of a thread that is there can be forked at, archived or not; none else.
 *   <li>A fork of forks reads all that those would, and only up to where it was forked.
 * </ol>
 */
interface ForkRules extends StoreRules {

  @ContractRule("FORK-1")
  default void aForkReadsItsSourceUpToItsPosition(Trial trial) {
    ChatThread source = Forks.source(trial, "message ", 7);
    List<Message> log = trial.log(source);
    for (int position : List.of(0, 1, 4, 7)) {
      ChatThread fork = Forks.make(trial, source, position);
      List<Message> shared = Forks.in(fork, log.subList(0, position));
      Forks.assertReads(trial, fork, shared);
      List<Message> all = new ArrayList<>(shared);
      all.addAll(trial.say(fork, "and then", "and at last"));
      assertThat(all.get(position).position()).isEqualTo(position + 1L);
      Forks.assertReads(trial, fork, all);
      for (Message behind : log.subList(position, log.size())) {
        assertThat(trial.store().messages().find(Scopes.ANN, fork.id(), behind.id())).isEmpty();
        Missing.assertThrown(
            "message",
            behind.id(),
            () ->
                trial
                    .store()
                    .messages()
                    .list(
                        Scopes.ANN,
                        fork.id(),
                        PageRequest.oldestFirst().after(behind.id().value())));
      }
    }
    Forks.assertReads(trial, source, log);
  }

  @ContractRule("FORK-2")
  default void whatIsAddedToOneIsNotInTheOther(Trial trial) {
    ChatThread source = Forks.source(trial, "message ", 3);
    ChatThread fork = Forks.make(trial, source, 3);
    ChatThread sibling = Forks.make(trial, source, 3);
    List<Message> shared = trial.log(source);
    List<Message> ofSource = new ArrayList<>(shared);
    List<Message> ofFork = new ArrayList<>(Forks.in(fork, shared));
    for (int n = 0; n < 3; n++) {
      ofSource.addAll(trial.say(source, "here " + n));
      ofFork.addAll(trial.say(fork, "there " + n));
    }
    Forks.assertReads(trial, source, ofSource);
    Forks.assertReads(trial, fork, ofFork);
    Forks.assertReads(trial, sibling, Forks.in(sibling, shared));
  }

  @ContractRule("FORK-3")
  default void itBelongsToWhomItsSourceBelongs(Trial trial) {
    ChatThread source =
        trial
            .store()
            .threads()
            .create(trial.samples().thread(Scopes.ANN, Metadata.of("topic", "maps")), null);
    trial.say(source, "one", "two");
    trial.pass(Duration.ofMinutes(1));
    ForkPoint from = new ForkPoint(source.id(), 1);
    ChatThread plain = trial.store().threads().fork(Scopes.ACME, Forks.of(trial, source, 1), null);
    assertThat(plain)
        .isEqualTo(
            new ChatThread(
                plain.id(),
                Scopes.ANN,
                source.metadata(),
                1,
                trial.clock().instant(),
                ThreadState.ACTIVE,
                trial.clock().instant(),
                from));
    ThreadFork labelled =
        new ThreadFork(
            trial.samples().ids().thread(), from, Metadata.of("a", "b"), trial.clock().instant());
    ChatThread other = trial.store().threads().fork(Scopes.ANN, labelled, null);
    assertThat(other.metadata()).isEqualTo(Metadata.of("a", "b"));
    for (ChatThread fork : List.of(plain, other)) {
      assertThat(trial.reread(fork)).isEqualTo(fork);
    }
    assertThat(ids(trial, "topic", "maps")).containsExactly(plain.id(), source.id());
    assertThat(ids(trial, "a", "b")).containsExactly(other.id());
    assertThat(trial.reread(source).forkedFrom()).isNull();
  }

  @ContractRule("FORK-4")
  default void madeAgainItIsTheFirstOne(Trial trial) {
    ChatThread source = Forks.source(trial, "message ", 3);
    ThreadFork fork = Forks.of(trial, source, 2);
    ChatThread first = trial.store().threads().fork(Scopes.ANN, fork, null);
    trial.say(first, "and then");
    assertThat(trial.store().threads().fork(Scopes.ANN, fork, null)).isEqualTo(trial.reread(first));
    IdempotencyKey key = new IdempotencyKey("fork", "body");
    ChatThread keyed = trial.store().threads().fork(Scopes.ANN, Forks.of(trial, source, 2), key);
    assertThat(keyed.id()).isNotEqualTo(first.id());
    assertThat(trial.store().threads().fork(Scopes.ANN, Forks.of(trial, source, 2), key))
        .isEqualTo(keyed);
    assertThatExceptionOfType(IdempotencyConflictException.class)
        .isThrownBy(
            () ->
                trial
                    .store()
                    .threads()
                    .fork(
                        Scopes.ANN,
                        Forks.of(trial, source, 1),
                        new IdempotencyKey("fork", "another body")));
    assertThat(
            trial
                .store()
                .threads()
                .list(Scopes.ANN, ThreadQuery.ALL, PageRequest.newestFirst())
                .items())
        .hasSize(3);
  }

  @ContractRule("FORK-5")
  default void onlyWhatIsThereCanBeForked(Trial trial) {
    ChatThread source = Forks.source(trial, "message ", 3);
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> Forks.make(trial, source, 4))
        .satisfies(e -> assertThat(e.field()).isEqualTo("position"));
    trial.store().threads().archive(Scopes.ANN, source.id());
    ChatThread fork = Forks.make(trial, source, 3);
    assertThat(fork.state()).isEqualTo(ThreadState.ACTIVE);
    assertThat(trial.reread(source).state()).isEqualTo(ThreadState.ARCHIVED);
    trial.store().threads().delete(Scopes.ANN, source.id(), Duration.ofDays(1));
    Missing.assertThrown("thread", source.id(), () -> Forks.make(trial, source, 3));
    ChatThread missing = trial.samples().thread(Scopes.ANN);
    Missing.assertThrown("thread", missing.id(), () -> Forks.make(trial, missing, 0));
  }

  @ContractRule("FORK-6")
  default void aForkOfForksReadsAllThatThoseWould(Trial trial) {
    ChatThread source = Forks.source(trial, "a", 4);
    List<Message> expected = new ArrayList<>(trial.log(source));
    ChatThread fork = source;
    for (String name : List.of("b", "c", "d")) {
      expected = new ArrayList<>(expected.subList(0, expected.size() - 1));
      fork = Forks.make(trial, fork, expected.size());
      expected.addAll(trial.append(fork, trial.samples().numbered(name, 3)));
      trial.say(source, "later in the source");
      Forks.assertReads(trial, fork, Forks.in(fork, expected));
    }
    for (int position : List.of(1, 3, 4, 5, 7, expected.size())) {
      ChatThread last = Forks.make(trial, fork, position);
      List<Message> shared = Forks.in(last, expected.subList(0, position));
      Forks.assertReads(trial, last, shared);
      List<Message> all = new ArrayList<>(shared);
      all.addAll(trial.say(last, "the end"));
      Forks.assertReads(trial, last, all);
    }
  }

  private static List<Object> ids(Trial trial, String key, String value) {
    return trial
        .store()
        .threads()
        .list(Scopes.ANN, ThreadQuery.with(key, value), PageRequest.newestFirst())
        .items()
        .stream()
        .<Object>map(ChatThread::id)
        .toList();
  }
}
