package io.threadkeep.transport.fake;

import io.threadkeep.transport.ModelCall;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where calls are while they wait; closing it sends them all home. */
final class WaitingRoom {
  private final Pause pause;
  private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  WaitingRoom(Pause pause) {
    this.pause = pause;
  }

  Visit visit(ModelCall call) {
    return new Visit(this, pause, call);
  }

  void enter(Visit visit) {
    visits.add(visit);
    // Asked again, since close() may have looked round just before.
    if (closed) {
      visit.stop();
    }
  }

  void leave(Visit visit) {
    visits.remove(visit);
  }

  boolean isClosed() {
    return closed;
  }

  void close() {
    closed = true;
    visits.forEach(Visit::stop);
  }
}
