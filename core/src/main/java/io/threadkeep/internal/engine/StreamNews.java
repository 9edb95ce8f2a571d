package io.threadkeep.internal.engine;

import io.threadkeep.id.RunId;

/** Hears what held runs have to stream. */
interface StreamNews {

  /** A call's first piece has come: somebody may be waiting to see it. */
  void pieceIsWaiting();

  /** There are new events in the store. */
  void eventsAreStored(RunId run);

  /** Nobody listens. */
  StreamNews UNHEARD =
      new StreamNews() {
        @Override
        public void pieceIsWaiting() {}

        @Override
        public void eventsAreStored(RunId run) {}
      };
}
