package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.message.Message;
import io.threadkeep.page.PageRequest;
import io.threadkeep.retention.ErasureReceipt;
import io.threadkeep.store.Purged;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.thread.ThreadState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * FORK-11 to FORK-17: the end of threads that forks read, and of forks.
 *
 * <ol start="11">
 *   <li>A fork reads on when its source is deleted, and what is restored, either of them, is whole.
 *   <li>A purge of the source removes what no fork reads, and the source is gone to everyone.
 *   <li>What is left of it goes with the last fork that reads it, each time what no other reads.
 *   <li>A thread is erased with all that have its words, each of which is whole until it goes, and
 *       those that are made meanwhile; a fork leaves its source as it is.
 *   <li>So is one that is gone already, and lives on in its forks alone; it is not counted again.
 *   <li>A fork at the same time as the source's end reads all or is not there.
 *   <li>Ends of source and forks at the same time leave nothing behind.
 * </ol>
 */
interface ForkEndRules extends StoreRules {

  @ContractRule("FORK-11")
  default void aForkReadsOnWhenItsSourceIsDeleted(Trial trial) {
    ChatThread source = Forks.source(trial, "message ", 5);
    List<Message> log = trial.log(source);
    ChatThread fork = Forks.make(trial, source, 3);
    trial.store().threads().delete(Scopes.ANN, source.id(), Duration.ofDays(1));
    Forks.assertReads(trial, fork, Forks.in(fork, log.subList(0, 3)));
    assertThat(trial.store().threads().purge(100)).isEqualTo(Purged.NOTHING);
    trial.store().threads().restore(Scopes.ANN, source.id());
    Forks.assertReads(trial, source, log);
    ChatThread other = Forks.make(trial, source, 2);
    trial.store().threads().delete(Scopes.ANN, fork.id());
    Forks.assertReads(trial, source, log);
    trial.store().threads().delete(Scopes.ANN, other.id(), Duration.ofDays(1));
    end(trial, source);
    trial.store().threads().restore(Scopes.ANN, other.id());
    Forks.assertReads(trial, other, Forks.in(other, log.subList(0, 2)));
  }

  @ContractRule("FORK-12")
  default void aPurgeRemovesWhatNoForkReads(Trial trial) {
    ChatThread source = Forks.source(trial, "message ", 7);
    trial.submit(source, trial.samples().submission(source.id(), List.of()));
    List<Message> log = trial.log(source);
    ChatThread fork = Forks.make(trial, source, 4);
    ChatThread shorter = Forks.make(trial, source, 2);
    trial.store().threads().delete(Scopes.ANN, source.id(), Duration.ZERO);
    assertThat(Forks.purgeAll(trial)).isEqualTo(new Purged(1, 3, 1, false));
    assertThat(Forks.purgeAll(trial)).isEqualTo(Purged.NOTHING);
    for (ChatThread reading : List.of(fork, shorter)) {
      long count = reading.messageCount();
      Forks.assertReads(trial, reading, Forks.in(reading, log.subList(0, (int) count)));
    }
    assertThat(trial.store().threads().find(Scopes.ANN, source.id())).isEmpty();
    assertThat(trial.store().messages().before(Scopes.ANN, source.id(), 9, 9)).isEmpty();
    for (ThreadState state : ThreadState.values()) {
      ThreadQuery query = new ThreadQuery(null, source.metadata(), state);
      assertThat(trial.store().threads().list(Scopes.ANN, query, PageRequest.newestFirst()).items())
          .extracting(ChatThread::id)
          .doesNotContain(source.id());
    }
    Missing.assertThrown(
        "thread", source.id(), () -> trial.store().threads().restore(Scopes.ANN, source.id()));
    Missing.assertThrown(
        "thread", source.id(), () -> trial.store().threads().delete(Scopes.ANN, source.id()));
    Missing.assertThrown("thread", source.id(), () -> Forks.make(trial, source, 1));
    ChatThread next = Forks.make(trial, fork, 3);
    Forks.assertReads(trial, next, Forks.in(next, log.subList(0, 3)));
  }

  @ContractRule("FORK-13")
  default void whatIsLeftGoesWithTheLastFork(Trial trial) {
    ChatThread source = Forks.source(trial, "message ", 6);
    List<Message> log = trial.log(source);
    ChatThread fork = Forks.make(trial, source, 5);
    trial.say(fork, "own");
    ChatThread ofFork = Forks.make(trial, fork, 3);
    ChatThread last = Forks.make(trial, fork, 6);
    assertThat(end(trial, source)).isEqualTo(new Purged(1, 1, 0, false));
    assertThat(end(trial, fork)).isEqualTo(new Purged(1, 0, 0, false));
    Forks.assertReads(trial, ofFork, Forks.in(ofFork, log.subList(0, 3)));
    assertThat(trial.log(last)).extracting(Message::text).endsWith("message 5", "own");
    assertThat(end(trial, last)).isEqualTo(new Purged(1, 3, 0, false));
    Forks.assertReads(trial, ofFork, Forks.in(ofFork, log.subList(0, 3)));
    assertThat(end(trial, ofFork)).isEqualTo(new Purged(1, 3, 0, false));
    assertThat(trial.store().threads().purge(100)).isEqualTo(Purged.NOTHING);
    // Their ids are free: nothing is left of them.
    ChatThread anew = trial.startThread();
    trial.append(anew, log.stream().map(Message::draft).toList());
    assertThat(trial.log(anew)).hasSize(6);
  }

  @ContractRule("FORK-14")
  default void aThreadIsErasedWithAllThatHaveItsWords(Trial trial) {
    ChatThread source = Forks.source(trial, "message ", 4);
    ChatThread fork = Forks.make(trial, source, 3);
    trial.say(fork, "own");
    ChatThread ofFork = Forks.make(trial, fork, 4);
    ChatThread empty = Forks.make(trial, source, 0);
    ErasureReceipt ofLast = erase(trial, ofFork);
    assertThat(ofLast.count("threads")).isEqualTo(1);
    assertThat(ofLast.count("messages")).isZero();
    assertThat(trial.log(fork)).hasSize(4);
    ChatThread another = Forks.make(trial, fork, 4);
    trial.say(another, "its own");
    ErasureReceipt receipt = erase(trial, source);
    assertThat(receipt.count("threads")).isEqualTo(3);
    assertThat(receipt.count("messages")).isEqualTo(6);
    for (ChatThread gone : List.of(source, fork, another)) {
      assertThat(trial.store().threads().find(Scopes.ANN, gone.id())).isEmpty();
    }
    assertThat(trial.log(empty)).isEmpty();
    for (int n = 0; n < 6; n++) {
      forkUnderErasure(trial, n % 2 == 0);
    }
  }

  private static void forkUnderErasure(Trial trial, boolean ofFork) {
    ChatThread source = Forks.source(trial, "message ", 4);
    ChatThread fork = Forks.make(trial, source, 3);
    Callable<ChatThread> forking = () -> Forks.make(trial, ofFork ? fork : source, 2);
    Callable<ChatThread> erasing =
        () -> {
          erase(trial, source);
          return source;
        };
    List<Race.Finish<ChatThread>> both = Race.between(forking, erasing);
    both.get(1).get();
    Throwable refusal = both.get(0).error();
    if (refusal == null) {
      ChatThread made = both.get(0).get();
      assertThat(trial.store().threads().find(Scopes.ANN, made.id())).isEmpty();
    } else {
      assertThat(refusal).isInstanceOf(NotFoundException.class);
    }
  }

  @ContractRule("FORK-15")
  default void aThreadThatIsGoneIsErasedToo(Trial trial) {
    ChatThread source = Forks.source(trial, "message ", 4);
    ChatThread fork = Forks.make(trial, source, 3);
    ChatThread other = Forks.make(trial, source, 2);
    end(trial, source);
    Missing.assertThrown(
        "thread", source.id(), () -> trial.store().erasures().erase(Scopes.BOB, source.id(), 100));
    ErasureReceipt ofFork = erase(trial, fork);
    assertThat(ofFork.count("messages")).isEqualTo(1);
    assertThat(ofFork.count("threads")).isEqualTo(1);
    assertThat(trial.log(other)).hasSize(2);
    ErasureReceipt receipt = erase(trial, source);
    assertThat(receipt.count("messages")).isEqualTo(2);
    assertThat(receipt.count("threads")).isEqualTo(1);
    assertThat(trial.store().threads().find(Scopes.ANN, other.id())).isEmpty();
    ChatThread bobs = trial.startThread(Scopes.BOB);
    trial.say(bobs, "what Bob said");
    ChatThread bobsFork = Forks.make(trial, bobs, 1);
    trial.store().threads().delete(Scopes.BOB, bobs.id());
    ErasureReceipt ofBob;
    do {
      ofBob = trial.store().erasures().erase(Scopes.BOB, null, 2).receipt();
    } while (ofBob.endedAt() == null);
    assertThat(ofBob.count("messages")).isEqualTo(1);
    assertThat(ofBob.count("threads")).isEqualTo(1);
    assertThat(trial.store().threads().find(Scopes.BOB, bobsFork.id())).isEmpty();
  }

  @ContractRule("FORK-16")
  default void aForkAtTheSameTimeAsTheEndReadsAllOrIsNotThere(Trial trial) {
    for (int n = 0; n < 12; n++) {
      ChatThread source = Forks.source(trial, "message ", 5);
      List<Message> log = trial.log(source);
      ChatThread fork = Forks.make(trial, source, 5);
      ChatThread dying = n % 2 == 0 ? source : fork;
      List<Race.Finish<ChatThread>> both =
          Race.between(
              () -> Forks.make(trial, dying, 4),
              () -> {
                end(trial, dying);
                return dying;
              });
      both.get(1).get();
      Throwable refusal = both.get(0).error();
      if (refusal == null) {
        ChatThread made = both.get(0).get();
        assertThat(trial.log(made)).isEqualTo(Forks.in(made, log.subList(0, 4)));
      } else {
        assertThat(refusal).isInstanceOf(NotFoundException.class);
      }
    }
  }

  @ContractRule("FORK-17")
  default void endsAtTheSameTimeLeaveNothingBehind(Trial trial) {
    for (int n = 0; n < 8; n++) {
      ChatThread source = Forks.source(trial, "message ", 6);
      List<Message> log = trial.log(source);
      ChatThread fork = Forks.make(trial, source, 5);
      ChatThread other = Forks.make(trial, source, 3);
      for (ChatThread thread : List.of(source, fork, other)) {
        trial.store().threads().delete(Scopes.ANN, thread.id(), Duration.ZERO);
      }
      List<Callable<Purged>> ends =
          List.of(() -> purge(trial, source), () -> purge(trial, fork), () -> purge(trial, other));
      Race.values(Race.among(ends));
      assertThat(trial.store().threads().purge(100).more()).isFalse();
      ChatThread anew = trial.startThread();
      trial.append(anew, log.stream().map(Message::draft).toList());
      trial.store().threads().delete(Scopes.ANN, anew.id());
    }
  }

  private static Purged end(Trial trial, ChatThread thread) {
    trial.store().threads().delete(Scopes.ANN, thread.id(), Duration.ZERO);
    return purge(trial, thread);
  }

  private static Purged purge(Trial trial, ChatThread thread) {
    Purged all = Purged.NOTHING;
    do {
      all = all.plus(trial.store().threads().purge(Scopes.ANN, thread.id(), 2));
    } while (all.more());
    return all;
  }

  private static ErasureReceipt erase(Trial trial, ChatThread thread) {
    ErasureReceipt receipt;
    do {
      receipt = trial.store().erasures().erase(thread.owner(), thread.id(), 2).receipt();
      trial
          .store()
          .threads()
          .list(thread.owner(), ThreadQuery.ALL, PageRequest.newestFirst())
          .items()
          .forEach(left -> assertThat(trial.log(left)).hasSize((int) left.messageCount()));
    } while (receipt.endedAt() == null);
    return receipt;
  }
}
