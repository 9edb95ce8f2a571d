package io.threadkeep.thread;

import io.threadkeep.id.ThreadId;
import io.threadkeep.limit.Checks;

/**
 * Where a thread left another one: up to here both have the same messages.
 *
 * @param source may be gone since
 * @param position of the last message that they share, in both of them; 0 for none
 */
public record ForkPoint(ThreadId source, long position) {
  public ForkPoint {
    Checks.atLeast("position", position, 0);
  }
}
