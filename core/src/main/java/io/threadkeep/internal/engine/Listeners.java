package io.threadkeep.internal.engine;

import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.observe.EngineListener;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells those who listen, and keeps the engine from harm by what they do. */
final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final List<EngineListener> listeners;
  private final MonotonicClock monotonic;
  private final Set<EngineListener> failed = ConcurrentHashMap.newKeySet();

  Listeners(List<EngineListener> listeners, MonotonicClock monotonic) {
    this.listeners = List.copyOf(listeners);
    this.monotonic = monotonic;
  }

  boolean isEmpty() {
    return listeners.isEmpty();
  }

  /** What the time of what is told is measured by. */
  MonotonicClock monotonic() {
    return monotonic;
  }

  void tell(Consumer<EngineListener> news) {
    for (EngineListener listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException | Error e) {
        if (failed.add(listener)) {
          LOG.warn(
              "{} has thrown; what it throws from here on is not logged",
              listener.getClass().getName(),
              e);
        }
      }
    }
  }
}
