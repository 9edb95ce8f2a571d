package io.threadkeep.storage.jdbc;

import io.threadkeep.store.StorageUnavailableException;
import java.util.function.Supplier;

/** What needs keys that may not be at hand, and holds no connection while they are fetched. */
final class WithKeys {
  /** How often something begins anew for keys: a claim may meet many tenants, one by one. */
  private static final int MOST_FETCHES = 100;

  private WithKeys() {}

  /**
   * What is made of rows that are at hand, outside of any transaction.
   *
   * @param what is tried, for people: {@code read run run_1}
   */
  static <T> T read(String what, Supplier<T> work) {
    for (int fetches = 1; ; fetches++) {
      try {
        return work.get();
      } catch (KeysWantedException e) {
        fetch(what, e, fetches);
      }
    }
  }

  /**
   * @param fetches how many there were, with this one
   */
  static void fetch(String what, KeysWantedException wanted, int fetches) {
    if (fetches > MOST_FETCHES) {
      throw new StorageUnavailableException(
          "Could not " + what + ": the keys it needs do not stay at hand. Call again.", null);
    }
    wanted.fetch();
  }
}
