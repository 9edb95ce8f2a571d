package io.threadkeep.internal.stream;

import io.threadkeep.store.StoredEvents;

/** Where a feed reads the events of its run. */
@FunctionalInterface
interface EventSource {

  /** The next ones, as many as are worth reading at once. */
  StoredEvents after(long sequence);
}
