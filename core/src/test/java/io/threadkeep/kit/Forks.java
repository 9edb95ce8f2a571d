package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.Scope;
import io.threadkeep.message.Message;
import io.threadkeep.page.PageRequest;
import io.threadkeep.store.Purged;
import io.threadkeep.store.ThreadFork;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What rules for forks do all the time. */
final class Forks {

  private Forks() {}

  static ThreadFork of(Trial trial, ChatThread source, long position) {
    return new ThreadFork(
        trial.samples().ids().thread(),
        new ForkPoint(source.id(), position),
        null,
        trial.clock().instant());
  }

  static ChatThread make(Trial trial, ChatThread source, long position) {
    return trial.store().threads().fork(source.owner(), of(trial, source, position), null);
  }

  /** A thread that says {@code prefix} and a number, {@code count} times. */
  static ChatThread source(Trial trial, String prefix, int count) {
    ChatThread thread = trial.startThread();
    trial.append(thread, trial.samples().numbered(prefix, count));
    return thread;
  }

  /** {@code messages} as {@code thread} shows them. */
  static List<Message> in(ChatThread thread, List<Message> messages) {
    return messages.stream()
        .map(message -> new Message(thread.id(), message.position(), message.draft()))
        .toList();
  }

  /** That the thread's log is {@code expected}, in whichever way it is read. */
  static void assertReads(Trial trial, ChatThread thread, List<Message> expected) {
    Scope scope = thread.owner();
    var log = trial.store().messages();
    List<Message> reversed = new ArrayList<>(expected);
    Collections.reverse(reversed);
    assertThat(trial.reread(thread).messageCount()).isEqualTo(expected.size());
    for (int limit : List.of(1, 2, 3, 100)) {
      assertThat(
              Trial.walk(
                  PageRequest.oldestFirst().limit(limit),
                  page -> log.list(scope, thread.id(), page)))
          .as("oldest first, %s at a time", limit)
          .isEqualTo(expected);
      assertThat(
              Trial.walk(
                  PageRequest.newestFirst().limit(limit),
                  page -> log.list(scope, thread.id(), page)))
          .as("newest first, %s at a time", limit)
          .isEqualTo(reversed);
      for (int position = 0; position <= expected.size() + 2; position++) {
        int end = Math.min(expected.size(), Math.max(0, position - 1));
        List<Message> window = new ArrayList<>(expected.subList(Math.max(0, end - limit), end));
        Collections.reverse(window);
        assertThat(log.before(scope, thread.id(), position, limit))
            .as("%s before %s", limit, position)
            .isEqualTo(window);
      }
    }
    assertThat(log.before(scope, thread.id(), Long.MAX_VALUE, 100)).isEqualTo(reversed);
    for (Message message : expected) {
      assertThat(log.find(scope, thread.id(), message.id())).contains(message);
    }
  }

  static Purged purgeAll(Trial trial) {
    Purged all = Purged.NOTHING;
    do {
      all = all.plus(trial.store().threads().purge(2));
    } while (all.more());
    return all;
  }
}
