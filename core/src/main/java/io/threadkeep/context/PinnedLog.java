package io.threadkeep.context;

import io.threadkeep.message.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thread's log as one run sees it: up to an end that stays where it was pinned, and behind it the
 * run's own tool calls and their results.
 */
public interface PinnedLog {

  /** Position of the newest message that may be seen; 0 when there is none. */
  long end();

  /** Up to {@code limit} messages below {@code position}, newest first, none above {@link #end}. */
  List<Message> before(long position, int limit);

  /**
   * The newest summary by {@code model} of those that end at or before {@code upTo}; null if there
   * is none.
   */
  default @Nullable Summary summary(String model, long upTo) {
    return null;
  }

  /** Where the run's own messages begin; what others said behind it is not seen. */
  default long pinnedEnd() {
    return end();
  }
}
