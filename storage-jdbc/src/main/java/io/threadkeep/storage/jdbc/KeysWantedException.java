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

  KeysWantedException(Runnable fetch) {
    super("a data key is not at hand", null, false, false);
    this.fetch = fetch;
  }

  /** For all of them at once. */
  static KeysWantedException all(List<KeysWantedException> wanted) {
    return new KeysWantedException(() -> wanted.forEach(KeysWantedException::fetch));
  }

  /** Puts the key at hand, or what to say in its place. */
  void fetch() {
    fetch.run();
  }
}
