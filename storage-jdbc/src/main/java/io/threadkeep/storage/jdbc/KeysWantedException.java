package io.threadkeep.storage.jdbc;

import java.util.List;

/**
 * A transaction needs a data key that is not at hand. Never leaves {@link Transactions}, which
 * gives the connection back, fetches the key, and begins again: a key service is not waited for
 * under locks, and a pool of one connection is enough.
 */
final class KeysWantedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Runnable fetch;
  private final boolean written;

  KeysWantedException(Runnable fetch) {
    this(fetch, false);
  }

  private KeysWantedException(Runnable fetch, boolean written) {
    super("a data key is not at hand", null, false, false);
    this.fetch = fetch;
    this.written = written;
  }

  /** For all of them at once. */
  static KeysWantedException all(List<KeysWantedException> wanted) {
    return new KeysWantedException(() -> wanted.forEach(KeysWantedException::fetch));
  }

  /** The same behind a write that may be committed by now. */
  KeysWantedException afterWrite() {
    return new KeysWantedException(fetch, true);
  }

  boolean isAfterWrite() {
    return written;
  }

  /** Puts the key at hand, or what to say in its place. */
  void fetch() {
    fetch.run();
  }
}
