package io.threadkeep.samples.assistants.api;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** So many of each API key at once. */
final class Permits {
  private final int most;
  private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();

  Permits(int most) {
    this.most = most;
  }

  /** Takes one until the request is over, whatever becomes of it. */
  Optional<Permit> take(String key, Context http) {
    AtomicBoolean free = new AtomicBoolean();
    taken.compute(
        key,
        (same, count) -> {
          int before = count == null ? 0 : count;
          free.set(before < most);
          return free.get() ? Integer.valueOf(before + 1) : count;
        });
    if (!free.get()) {
      return Optional.empty();
    }
    Permit permit = new Permit(key);
    Requests.whenOver(http, permit::giveBack);
    return Optional.of(permit);
  }

  int most() {
    return most;
  }

  /** One of them. */
  final class Permit {
    private final String key;
    private final AtomicBoolean held = new AtomicBoolean(true);

    private Permit(String key) {
      this.key = key;
    }

    /** Before the request is over; a second time changes nothing. */
    void giveBack() {
      if (held.getAndSet(false)) {
        taken.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
      }
    }
  }
}
