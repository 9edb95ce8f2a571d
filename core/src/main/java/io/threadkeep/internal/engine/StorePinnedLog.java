package io.threadkeep.internal.engine;

import io.threadkeep.context.PinnedLog;
import io.threadkeep.message.Message;
import io.threadkeep.run.Run;
import io.threadkeep.store.MessageLog;
import java.util.ArrayList;
import java.util.List;

/**
 * A run's view of its thread, read from the store as far back as a policy asks.
 *
 * @param own what the run itself wrote behind its pinned end, newest first
 */
record StorePinnedLog(MessageLog messages, Run run, List<Message> own) implements PinnedLog {
  private static final int BATCH = 1_000;

  static StorePinnedLog of(MessageLog messages, Run run) {
    return new StorePinnedLog(
        messages, run, run.progress().advances() == 0 ? List.of() : ownMessages(messages, run));
  }

  /** What {@code run} wrote behind its pinned end, newest first. */
  static List<Message> ownMessages(MessageLog messages, Run run) {
    List<Message> own = new ArrayList<>();
    long above = run.progress().pinnedEnd();
    long below = Long.MAX_VALUE;
    while (below > above + 1) {
      List<Message> read = messages.before(run.owner(), run.threadId(), below, BATCH);
      read.stream()
          .filter(message -> message.position() > above)
          .filter(message -> run.id().equals(message.origin().runId()))
          .forEach(own::add);
      below = read.size() < BATCH ? 0 : read.get(read.size() - 1).position();
    }
    return own;
  }

  @Override
  public long end() {
    return own.isEmpty() ? pinnedEnd() : own.get(0).position();
  }

  @Override
  public long pinnedEnd() {
    return run.progress().pinnedEnd();
  }

  @Override
  public List<Message> before(long position, int limit) {
    List<Message> found =
        new ArrayList<>(
            own.stream().filter(message -> message.position() < position).limit(limit).toList());
    if (found.size() < limit) {
      found.addAll(
          messages.before(
              run.owner(),
              run.threadId(),
              Math.min(position, pinnedEnd() + 1),
              limit - found.size()));
    }
    return found;
  }
}
