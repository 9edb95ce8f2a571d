package io.threadkeep.kit.simulation;

import io.threadkeep.id.ThreadId;

/** What stands in every text of a thread, and in no other's. */
final class Canary {

  private Canary() {}

  static String of(ThreadId thread) {
    return "<" + thread.value() + ">";
  }
}
