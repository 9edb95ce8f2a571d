package io.threadkeep.storage.jdbc;

import io.threadkeep.error.Retryable;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.secrecy.DecryptionException.Place;
import io.threadkeep.secrecy.DecryptionException.Reason;

/** What is known of a data key. */
sealed interface KeyState {

  /** It is at hand. */
  record Open(DataKey key) implements KeyState {}

  /** There is none any more, or never was. */
  record Gone(Reason reason) implements KeyState {}

  /** It is there, but the key service does not hand it out. */
  record Shut(ThreadkeepException why) implements KeyState {}

  /**
   * The key, to read what is in {@code place}.
   *
   * @throws DecryptionException if there is none
   */
  static DataKey toRead(KeyState state, Place place, int number) {
    if (state instanceof Open open) {
      return open.key();
    } else if (state instanceof Gone gone) {
      throw new DecryptionException(place, number, gone.reason(), null);
    }
    ThreadkeepException why = ((Shut) state).why();
    throw why instanceof Retryable
        ? why
        : new DecryptionException(place, number, Reason.KEY_MISSING, why);
  }
}
