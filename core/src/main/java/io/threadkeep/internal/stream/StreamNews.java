package io.threadkeep.internal.stream;

import io.threadkeep.id.RunId;

/** Hears from runs that there is something to be written, or to be read. */
public interface StreamNews {

  /** A call has said its first word: somebody may be waiting to see it. */
  void wordIsWaiting();

  /**
   * An attempt or a call has begun.
   *
   * @param late to be called when a listener has waited for long enough to hear of it
   */
  void hasBegun(Runnable late);

  /** There is something new about the run in the store. */
  void isStored(RunId run);

  /** Nobody listens. */
  StreamNews UNHEARD =
      new StreamNews() {
        @Override
        public void wordIsWaiting() {}

        @Override
        public void hasBegun(Runnable late) {}

        @Override
        public void isStored(RunId run) {}
      };
}
