package io.threadkeep.internal.engine;

import io.threadkeep.context.PinnedLog;
import io.threadkeep.context.Summary;
import io.threadkeep.message.Message;
import io.threadkeep.run.Run;
import io.threadkeep.store.MessageLog;
import io.threadkeep.store.ThreadStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run's view of its thread, read from the store as far back as a policy asks.
 *
 * @param log the thread up to where the run is pinned
 * @param own what the run itself wrote behind its pinned end, newest first
 */
record StorePinnedLog(ThreadLog log, List<Message> own) implements PinnedLog {
  private static final int BATCH = 1_000;

  static StorePinnedLog of(ThreadStore store, Run run) {
    return new StorePinnedLog(
        new ThreadLog(store, run.owner(), run.threadId(), run.progress().pinnedEnd()),
        run.progress().advances() == 0 ? List.of() : ownMessages(store.messages(), run));
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
    return log.end();
  }

  @Override
  public List<Message> before(long position, int limit) {
    List<Message> found =
        new ArrayList<>(
            own.stream().filter(message -> message.position() < position).limit(limit).toList());
    if (found.size() < limit) {
      found.addAll(log.before(position, limit - found.size()));
    }
    return found;
  }

  @Override
  public @Nullable Summary summary(String model, long upTo) {
    return log.summary(model, upTo);
  }
}
