package io.threadkeep.transport.fake;

import io.threadkeep.transport.ModelRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the newest requests, so that a host that runs for long on the fake does not fill up. */
final class RequestLog {
  private static final int KEPT = 1_000;

  /** Both are guarded by {@code this}. */
  private final Deque<ModelRequest> requests = new ArrayDeque<>();

  private long count;

  /** Returns the number of the request, from 1. */
  synchronized long add(ModelRequest request) {
    if (requests.size() == KEPT) {
      requests.removeFirst();
    }
    requests.addLast(request);
    return ++count;
  }

  synchronized List<ModelRequest> requests() {
    return List.copyOf(requests);
  }

  synchronized long count() {
    return count;
  }
}
