package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.message.Message;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.search.SearchHit;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.store.LogPart;
import io.threadkeep.store.RunCommit;
import io.threadkeep.thread.ChatThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * FORK-7 to FORK-10: what is done with forks.
 *
 * <ol start="7">
 *   <li>A run on it is pinned behind all that it reads; the source's runs are not its own.
 *   <li>To restore what it reads changes nothing.
 *   <li>A search in it finds what it shares; a search over threads finds each message once.
 *   <li>Forks and appends at the same time: each fork reads exactly what was there before.
 * </ol>
 */
interface ForkUseRules extends StoreRules {

  @ContractRule("FORK-7")
  default void aRunOnItIsPinnedBehindAllThatItReads(Trial trial) {
    ChatThread source = Forks.source(trial, "message ", 3);
    trial.submit(source, trial.samples().submission(source.id(), List.of()));
    LeasedRun ofSource = trial.claim();
    ChatThread fork = Forks.make(trial, source, 2);
    trial.submit(fork, trial.samples().submission(fork.id(), trial.samples().drafts("and now?")));
    LeasedRun leased = trial.claim();
    assertThat(leased.run().threadId()).isEqualTo(fork.id());
    assertThat(leased.run().progress().pinnedEnd()).isEqualTo(3);
    trial.commit(leased, RunCommit.of(RunMove.COMPLETE).saying(trial.samples().draft("the reply")));
    trial.commit(ofSource, RunCommit.of(RunMove.COMPLETE).saying(trial.samples().draft("another")));
    assertThat(trial.log(fork))
        .extracting(Message::text)
        .containsExactly("message 1", "message 2", "and now?", "the reply");
    assertThat(trial.log(source)).hasSize(4);
    for (ChatThread thread : List.of(source, fork)) {
      assertThat(
              trial.store().runs().list(Scopes.ANN, thread.id(), PageRequest.newestFirst()).items())
          .hasSize(1);
    }
  }

  @ContractRule("FORK-8")
  default void toRestoreWhatItReadsChangesNothing(Trial trial) {
    ChatThread source = Forks.source(trial, "message ", 3);
    ChatThread fork = Forks.make(trial, source, 2);
    trial.say(fork, "and then");
    List<Message> log = trial.log(fork);
    assertThat(trial.store().messages().restore(Scopes.ANN, new LogPart(log))).isTrue();
    assertThat(trial.store().messages().restore(Scopes.ANN, new LogPart(log.subList(0, 1))))
        .isTrue();
    List<Message> others =
        List.of(new Message(fork.id(), 1, trial.samples().draft("something else")));
    assertThat(trial.store().messages().restore(Scopes.ANN, new LogPart(others))).isFalse();
    Forks.assertReads(trial, fork, log);
  }

  @ContractRule("FORK-9")
  default void aSearchInItFindsWhatItShares(Trial trial) {
    ChatThread source = trial.startThread();
    for (int n = 0; n < 6; n++) {
      trial.say(source, n % 2 == 0 ? "river " + n : "meadow " + n);
      trial.pass(Duration.ofMillis(1));
    }
    ChatThread fork = Forks.make(trial, source, 4);
    trial.say(fork, "another river");
    trial.pass(Duration.ofMillis(1));
    trial.say(source, "a river too late");
    ChatThread last = Forks.make(trial, fork, 5);
    trial.say(last, "the last river");
    for (int limit : List.of(1, 2, 100)) {
      assertThat(found(trial, last, limit))
          .containsExactly("the last river", "another river", "river 2", "river 0");
      assertThat(found(trial, fork, limit)).containsExactly("another river", "river 2", "river 0");
      assertThat(found(trial, null, limit))
          .containsExactlyInAnyOrder(
              "river 0",
              "river 2",
              "river 4",
              "another river",
              "the last river",
              "a river too late");
    }
    assertThat(
            trial
                .store()
                .search()
                .search(
                    Scopes.ANN, SearchQuery.of("river").in(last.id()), PageRequest.newestFirst())
                .items())
        .extracting(hit -> hit.message().threadId())
        .containsOnly(last.id());
    Message beyond = trial.log(source).get(4);
    PageRequest behind = PageRequest.newestFirst().after(beyond.id().value());
    Missing.assertThrown(
        "message",
        beyond.id(),
        () ->
            trial
                .store()
                .search()
                .search(Scopes.ANN, SearchQuery.of("river").in(fork.id()), behind));
    trial.store().threads().delete(Scopes.ANN, source.id());
    assertThat(found(trial, last, 1))
        .containsExactly("the last river", "another river", "river 2", "river 0");
  }

  @ContractRule("FORK-10")
  default void forksAndAppendsAtTheSameTime(Trial trial) {
    ChatThread source = Forks.source(trial, "message ", 3);
    List<Callable<ChatThread>> calls = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      calls.add(
          () -> {
            ChatThread fork = source;
            for (int i = 0; i < 8; i++) {
              fork = Forks.make(trial, source, trial.reread(source).messageCount());
              trial.say(fork, "in a fork");
            }
            return fork;
          });
    }
    calls.add(
        () -> {
          for (int i = 0; i < 20; i++) {
            trial.say(source, "in the source " + i);
          }
          return source;
        });
    List<ChatThread> forks = Race.values(Race.among(calls));
    List<Message> log = trial.log(source);
    assertThat(log).hasSize(23);
    for (ChatThread fork : forks.subList(0, 3)) {
      List<Message> read = trial.log(fork);
      int shared = read.size() - 1;
      assertThat(read.subList(0, shared)).isEqualTo(Forks.in(fork, log.subList(0, shared)));
      assertThat(read.get(shared).text()).isEqualTo("in a fork");
    }
  }

  private static List<String> found(Trial trial, @Nullable ChatThread thread, int limit) {
    SearchQuery river = SearchQuery.of("river");
    SearchQuery query = thread == null ? river : river.in(thread.id());
    return Trial.walk(
            PageRequest.newestFirst().limit(limit),
            page -> trial.store().search().search(Scopes.ANN, query, page))
        .stream()
        .map(SearchHit::message)
        .map(Message::text)
        .toList();
  }
}
