package io.threadkeep.internal.stream;

import io.threadkeep.error.Retryable;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.run.Lease;
import io.threadkeep.secrecy.EnvelopeKeysUnavailableException;
import io.threadkeep.store.NewEvents;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores what the runs of this JVM have to tell, all of it in one transaction. */
final class EventWriter {
  private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);

  private final Function<Map<Lease, NewEvents>, Set<Lease>> publish;
  private final Supplier<Collection<RunStream>> streams;

  /**
   * @param publish {@link io.threadkeep.store.RunQueue#publish}
   */
  EventWriter(
      Function<Map<Lease, NewEvents>, Set<Lease>> publish,
      Supplier<Collection<RunStream>> streams) {
    this.publish = publish;
    this.streams = streams;
  }

  /** One round. What the store cannot take now is tried again in the next, as it is. */
  void flush() {
    Map<RunStream, NewEvents> waiting = new LinkedHashMap<>();
    for (RunStream stream : streams.get()) {
      stream.waiting().ifPresent(events -> waiting.put(stream, events));
    }
    try {
      store(waiting);
    } catch (ThreadkeepException e) {
      if (e instanceof Retryable && !(e instanceof EnvelopeKeysUnavailableException)) {
        throw e;
      }
      // One run's events, or one tenant's key, are no reason for the others' to stay away.
      waiting.forEach(this::storeAlone);
    }
  }

  private void storeAlone(RunStream stream, NewEvents events) {
    try {
      store(Map.of(stream, events));
    } catch (ThreadkeepException e) {
      if (!(e instanceof Retryable)) {
        LOG.error("{}: listeners miss some of its events", stream.lease().runId(), e);
        stream.giveUp();
      }
    }
  }

  private void store(Map<RunStream, NewEvents> waiting) {
    if (waiting.isEmpty()) {
      return;
    }
    Map<Lease, NewEvents> byLease = new HashMap<>();
    waiting.forEach((stream, events) -> byLease.put(stream.lease(), events));
    Set<Lease> refused;
    try {
      refused = publish.apply(byLease);
    } catch (RuntimeException | Error e) {
      waiting.keySet().forEach(RunStream::isNotStored);
      throw e;
    }
    waiting.forEach(
        (stream, events) -> {
          if (refused.contains(stream.lease())) {
            stream.giveUp();
          } else {
            stream.isStored(events);
          }
        });
  }
}
