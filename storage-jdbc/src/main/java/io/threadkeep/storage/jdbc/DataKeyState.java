package io.threadkeep.storage.jdbc;

import io.threadkeep.error.Retryable;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.secrecy.DecryptionException.Place;
import io.threadkeep.secrecy.DecryptionException.Reason;

/** What is known of a data key. */
sealed interface DataKeyState {

  /** It is at hand. */
  record Open(DataKey key) implements DataKeyState {}

  /** There is none any more, or never was. */
  record Gone(Reason reason) implements DataKeyState {}

  /** It is there, but the key service does not hand it out. */
  record Shut(ThreadkeepException why) implements DataKeyState {}

  /**
   * The key, to read what is in {@code place}.
   *
   * @throws DecryptionException if there is none
   */
  static DataKey toRead(DataKeyState state, Place place, int number) {
    if (state instanceof Open open) {
      return open.key();
    } else if (state instanceof Gone gone) {
      throw new DecryptionException(place, number, gone.reason(), null);
    }
    ThreadkeepException why = ((Shut) state).why();
    throw why instanceof Retryable
        ? why
        : new DecryptionException(place, number, Reason.ENVELOPE_KEY_MISSING, why);
  }
}
