package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.Operations.ANN;
import static io.threadkeep.storage.jdbc.Operations.KEY;
import static io.threadkeep.storage.jdbc.Operations.PAGE;
import static io.threadkeep.storage.jdbc.Operations.TAGGED;

import io.threadkeep.kit.Trial;
import io.threadkeep.message.Message;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.store.ThreadFork;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import java.time.Duration;
import java.util.stream.Stream;

/** What is done with threads that begin as a part of another one. */
final class ForkOperations {

  private ForkOperations() {}

  static Stream<Operation> all() {
    return Stream.of(making(), reading(), ending()).flatMap(lines -> lines);
  }

  private static Stream<Operation> making() {
    return Stream.of(
        Operation.of(
                "ThreadRecords.fork",
                "plainly",
                t -> {
                  ThreadFork fork = fork(t, source(t), 2);
                  return () -> t.store().threads().fork(ANN, fork, null);
                })
            .leaves("tk_threads", 2)
            .leaves("tk_messages", 4)
            .leaves("tk_thread_sources", 1),
        Operation.of(
                "ThreadRecords.fork",
                "of a fork, with metadata and a key",
                t -> {
                  ThreadFork plain = fork(t, forked(t), 5);
                  ThreadFork fork =
                      new ThreadFork(plain.id(), plain.from(), TAGGED, plain.createdAt());
                  return () -> t.store().threads().fork(ANN, fork, KEY);
                })
            .leaves("tk_threads", 3)
            .leaves("tk_messages", 6)
            .leaves("tk_thread_sources", 3)
            .leaves("tk_idempotency_keys", 1),
        Operation.of(
                "ThreadRecords.fork",
                "of one that comes back with what is left of it",
                t -> {
                  ChatThread gone = forked(t);
                  ChatThread fork = t.store().threads().fork(ANN, fork(t, gone, 4), null);
                  t.store().threads().delete(ANN, gone.id());
                  ThreadFork back = ThreadFork.back(gone, new ForkPoint(fork.id(), 4));
                  return () -> t.store().threads().fork(ANN, back, null);
                })
            .leaves("tk_threads", 3)
            .leaves("tk_messages", 5)
            .leaves("tk_thread_sources", 3));
  }

  private static Stream<Operation> reading() {
    return Stream.of(
        Operation.of(
            "MessageLog.holder",
            "of one that is gone, and that a fork reads",
            t -> {
              ChatThread source = source(t);
              Message message = t.log(source).get(1);
              made(t, source);
              t.store().threads().delete(ANN, source.id());
              return () -> t.store().messages().holder(ANN, message.id());
            }),
        Operation.of(
            "MessageLog.list",
            "of a fork, with what it shares",
            t -> {
              ChatThread fork = forked(t);
              return () -> t.store().messages().list(ANN, fork.id(), PAGE);
            }),
        Operation.of(
            "MessageLog.before",
            "a window of a fork, with what it shares",
            t -> {
              ChatThread fork = forked(t);
              return () -> t.store().messages().before(ANN, fork.id(), 5, 3);
            }),
        Operation.of(
                "MessageSearch.search",
                "in a fork",
                t -> {
                  ChatThread fork = forked(t);
                  SearchQuery river = SearchQuery.of("river").in(fork.id());
                  return () -> t.store().search().search(ANN, river, PAGE);
                })
            .leaves("tk_message_words", 5));
  }

  private static Stream<Operation> ending() {
    return Stream.of(
        Operation.of(
                "ThreadRecords.purge",
                "one that a fork reads",
                t -> {
                  ChatThread source = source(t);
                  made(t, source);
                  t.store().threads().delete(ANN, source.id(), Duration.ZERO);
                  return () -> t.store().threads().purge(ANN, source.id(), 100);
                })
            .leaves("tk_threads", 2)
            .leaves("tk_messages", 5)
            .leaves("tk_thread_sources", 1)
            .untold(),
        Operation.of(
                "ThreadRecords.purge",
                "the last fork of one that is gone",
                t -> {
                  ChatThread source = source(t);
                  ChatThread fork = made(t, source);
                  t.store().threads().delete(ANN, source.id());
                  t.store().threads().delete(ANN, fork.id(), Duration.ZERO);
                  return () -> t.store().threads().purge(100);
                })
            .leaves("tk_threads", 0)
            .leaves("tk_messages", 0)
            .leaves("tk_message_words", 0)
            .leaves("tk_thread_sources", 0)
            .untold(),
        Operation.of(
                "Erasures.erase",
                "a fork",
                t -> {
                  ChatThread fork = forked(t);
                  return () -> t.store().erasures().erase(ANN, fork.id(), 100).receipt();
                })
            .leaves("tk_threads", 1)
            .leaves("tk_messages", 4)
            .leaves("tk_thread_sources", 0)
            .leaves("tk_erasures", 1),
        Operation.of(
                "Erasures.erase",
                "a thread that is gone, with the last of its forks",
                t -> {
                  ChatThread source = source(t);
                  made(t, made(t, source));
                  t.store().threads().delete(ANN, source.id());
                  t.store().erasures().erase(ANN, source.id(), 100);
                  return () -> t.store().erasures().erase(ANN, source.id(), 100).receipt();
                })
            .leaves("tk_threads", 0)
            .leaves("tk_messages", 0)
            .leaves("tk_thread_sources", 0)
            .leaves("tk_erasures", 1));
  }

  /** Of four messages, of which something has been searched. */
  private static ChatThread source(Trial t) {
    ChatThread source = t.startThread();
    t.say(source, "a river", "two rivers", "the river", "no meadow");
    return source;
  }

  private static ChatThread forked(Trial t) {
    return made(t, source(t));
  }

  /** A fork at the third message, and two of its own. */
  private static ChatThread made(Trial t, ChatThread source) {
    ChatThread fork = t.store().threads().fork(ANN, fork(t, source, 3), null);
    t.say(fork, "another river", "the sea");
    t.store().search().search(ANN, SearchQuery.of("sea").in(fork.id()), PAGE);
    return fork;
  }

  private static ThreadFork fork(Trial t, ChatThread source, long position) {
    return new ThreadFork(
        t.samples().ids().thread(),
        new ForkPoint(source.id(), position),
        null,
        t.clock().instant());
  }
}
