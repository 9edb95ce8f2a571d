package io.threadkeep.context;

import io.threadkeep.message.Message;
import java.util.List;

/** A thread's log as one run sees it: up to an end that stays where it was pinned. */
public interface PinnedLog {

  /** Position of the newest message that may be seen; 0 when there is none. */
  long end();

  /** Up to {@code limit} messages below {@code position}, newest first, none above {@link #end}. */
  List<Message> before(long position, int limit);
}
