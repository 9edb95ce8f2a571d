package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.store.LogPart;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.ThreadFork;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.thread.ThreadState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * FORK-18 to FORK-22: forks, and threads that forks read, on their way back from elsewhere.
 *
 * <ol start="18">
 *   <li>A message is held by the thread that it was said in; where that is deleted, by a fork that
 *       reads it; else by none.
 *   <li>A fork that comes back is in the state that it was in, as long idle, and says of its source
 *       what it did, wherever it reads.
 *   <li>A thread that was purged comes back as a fork of one that reads it, with what is left of it
 *       as its own.
 *   <li>It does so with all that is left, or its id is taken.
 *   <li>It comes back whole, or not, when the last fork that reads it ends at the same time.
 * </ol>
 */
interface ForkReturnRules extends StoreRules {

  @ContractRule("FORK-18")
  default void aMessageIsHeldByWhoSaidItOrReadsIt(Trial trial) {
    ChatThread source = Forks.source(trial, "message ", 4);
    List<Message> log = trial.log(source);
    ChatThread fork = Forks.make(trial, source, 3);
    Message own = trial.say(fork, "own").get(0);
    ChatThread last = Forks.make(trial, fork, 4);
    assertThat(log).allSatisfy(message -> assertThat(holder(trial, message)).contains(source.id()));
    assertThat(holder(trial, own)).contains(fork.id());
    Message none = new Message(source.id(), 1, trial.samples().draft("never said"));
    assertThat(holder(trial, none)).isEmpty();

    trial.store().threads().delete(Scopes.ANN, source.id(), Duration.ofDays(1));
    assertThat(holder(trial, log.get(2)).orElseThrow()).isIn(fork.id(), last.id());
    assertThat(holder(trial, log.get(3))).isEmpty();
    trial.store().threads().restore(Scopes.ANN, source.id());
    assertThat(holder(trial, log.get(3))).contains(source.id());

    trial.store().threads().delete(Scopes.ANN, source.id());
    assertThat(holder(trial, log.get(3))).isEmpty();
    assertThat(trial.store().messages().holder(Scopes.BOB, log.get(2).id())).isEmpty();
    trial.store().threads().delete(Scopes.ANN, fork.id(), Duration.ofDays(1));
    for (Message message : List.of(log.get(0), log.get(2), own)) {
      assertThat(holder(trial, message)).contains(last.id());
    }
    trial.store().threads().delete(Scopes.ANN, last.id());
    assertThat(holder(trial, own)).isEmpty();
    assertThat(holder(trial, log.get(0))).isEmpty();
    trial.store().threads().restore(Scopes.ANN, fork.id());
    assertThat(holder(trial, log.get(0))).contains(fork.id());
  }

  @ContractRule("FORK-19")
  default void aForkThatComesBackIsAsItWas(Trial trial) {
    ChatThread source = Forks.source(trial, "message ", 3);
    for (ForkPoint said :
        new ForkPoint[] {null, new ForkPoint(trial.samples().ids().thread(), 9)}) {
      ChatThread was =
          new ChatThread(
              trial.samples().ids().thread(),
              Scopes.ANN,
              Metadata.of("a", "b"),
              2,
              source.createdAt().minus(Duration.ofDays(2)),
              ThreadState.ARCHIVED,
              source.createdAt().minus(Duration.ofDays(1)),
              said);
      ThreadFork back = ThreadFork.back(was, new ForkPoint(source.id(), 2));
      assertThat(trial.store().threads().fork(Scopes.ANN, back, null)).isEqualTo(was);
      assertThat(trial.reread(was)).isEqualTo(was);
      Forks.assertReads(trial, was, Forks.in(was, trial.log(source).subList(0, 2)));
      List<Message> more = Restorable.messages(trial, was, 3, 3);
      trial.store().messages().restore(Scopes.ANN, new LogPart(more, was.activeAt()));
      assertThat(trial.reread(was).state()).isEqualTo(ThreadState.ARCHIVED);
      assertThat(trial.reread(was).activeAt()).isEqualTo(was.activeAt());
    }
  }

  @ContractRule("FORK-20")
  default void aThreadThatWasPurgedComesBackWithWhatIsLeft(Trial trial) {
    ChatThread root = Forks.source(trial, "root ", 3);
    ChatThread made = Forks.make(trial, root, 2);
    trial.say(made, "a river", "a meadow", "a sea");
    ChatThread was = trial.reread(made);
    List<Message> log = trial.log(was);
    ChatThread fork = Forks.make(trial, was, 4);
    trial.say(fork, "own");
    List<Message> ofFork = trial.log(fork);
    find(trial, was, "river");
    trial.store().threads().delete(Scopes.ANN, was.id());

    ThreadFork back = ThreadFork.back(was, new ForkPoint(fork.id(), 4));
    ChatThread now = trial.store().threads().fork(Scopes.ANN, back, null);
    assertThat(now).isEqualTo(with(was, 4));
    Forks.assertReads(trial, was, log.subList(0, 4));
    assertThat(holder(trial, log.get(3))).contains(was.id());
    trial.store().messages().restore(Scopes.ANN, new LogPart(log.subList(4, 5), was.activeAt()));
    Forks.assertReads(trial, was, log);
    assertThat(trial.store().threads().fork(Scopes.ANN, back, null)).isEqualTo(was);
    for (String word : List.of("river", "meadow", "sea", "root")) {
      assertThat(find(trial, was, word)).as(word).isPositive();
    }
    Forks.assertReads(trial, fork, ofFork);
    trial.store().threads().delete(Scopes.ANN, fork.id());
    trial.store().threads().delete(Scopes.ANN, root.id());
    Forks.assertReads(trial, was, log);
    trial.store().threads().delete(Scopes.ANN, was.id());
    ChatThread anew = trial.startThread();
    trial.append(anew, log.stream().map(Message::draft).toList());
  }

  @ContractRule("FORK-21")
  default void itComesBackWithAllThatIsLeftOrNot(Trial trial) {
    ChatThread made = Forks.source(trial, "message ", 5);
    ChatThread was = trial.reread(made);
    List<Message> log = trial.log(was);
    ChatThread fork = Forks.make(trial, was, 3);
    trial.say(fork, "own");
    ChatThread other = Forks.make(trial, was, 4);
    ChatThread stranger = Forks.source(trial, "something else ", 4);
    trial.store().threads().delete(Scopes.ANN, was.id());
    assertTaken(() -> trial.store().threads().create(with(was, 0), null));
    for (ForkPoint from :
        List.of(
            new ForkPoint(fork.id(), 3),
            new ForkPoint(fork.id(), 4),
            new ForkPoint(other.id(), 3),
            new ForkPoint(stranger.id(), 4))) {
      assertTaken(() -> trial.store().threads().fork(Scopes.ANN, ThreadFork.back(was, from), null));
    }
    assertThat(trial.store().threads().find(Scopes.ANN, was.id())).isEmpty();
    Forks.assertReads(trial, other, Forks.in(other, log.subList(0, 4)));
    trial.store().threads().delete(Scopes.ANN, other.id());
    ThreadFork back = ThreadFork.back(was, new ForkPoint(fork.id(), 3));
    trial.store().threads().fork(Scopes.ANN, back, null);
    Forks.assertReads(trial, was, log.subList(0, 3));
    trial.store().threads().delete(Scopes.ANN, was.id());
    trial.store().threads().delete(Scopes.ANN, fork.id());
    assertThat(trial.store().threads().create(with(was, 0), null)).isEqualTo(with(was, 0));
  }

  @ContractRule("FORK-22")
  default void itComesBackOrNotWhenItsLastForkEnds(Trial trial) {
    for (int n = 0; n < 8; n++) {
      ChatThread was = Forks.source(trial, "message ", 4);
      List<Message> log = trial.log(was);
      ChatThread fork = Forks.make(trial, was, 3);
      trial.store().threads().delete(Scopes.ANN, was.id());
      ThreadFork back = ThreadFork.back(was, new ForkPoint(fork.id(), 3));
      List<Race.Finish<ChatThread>> both =
          Race.between(
              () -> trial.store().threads().fork(Scopes.ANN, back, null),
              () -> {
                trial.store().threads().delete(Scopes.ANN, fork.id());
                return fork;
              });
      both.get(1).get();
      Throwable refusal = both.get(0).error();
      if (refusal == null) {
        Forks.assertReads(trial, was, log.subList(0, 3));
        trial.store().threads().delete(Scopes.ANN, was.id());
      } else {
        assertThat(refusal).isInstanceOf(NotFoundException.class);
        assertThat(trial.store().threads().find(Scopes.ANN, was.id())).isEmpty();
      }
      ChatThread anew = trial.store().threads().create(with(was, 0), null);
      trial.append(anew, log.stream().map(Message::draft).toList());
    }
  }

  private static Optional<ThreadId> holder(Trial trial, Message message) {
    return trial.store().messages().holder(Scopes.ANN, message.id());
  }

  private static int find(Trial trial, ChatThread thread, String word) {
    SearchQuery query = SearchQuery.of(word).in(thread.id());
    return trial
        .store()
        .search()
        .search(Scopes.ANN, query, PageRequest.newestFirst())
        .items()
        .size();
  }

  private static ChatThread with(ChatThread thread, long messages) {
    return new ChatThread(
        thread.id(),
        thread.owner(),
        thread.metadata(),
        messages,
        thread.createdAt(),
        thread.state(),
        thread.activeAt(),
        thread.forkedFrom());
  }

  private static void assertTaken(Runnable work) {
    assertThatExceptionOfType(StorageException.class).isThrownBy(work::run);
  }
}
