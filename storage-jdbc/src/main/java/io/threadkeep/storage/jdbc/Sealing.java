package io.threadkeep.storage.jdbc;

import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * What a store needs to seal content.
 *
 * @param encryption null if it is off
 */
record Sealing(Seals seals, @Nullable Encryption encryption) {

  static Sealing of(
      @Nullable EncryptionOptions options,
      Transactions transactions,
      DatabaseClock clock,
      Ticker ticker) {
    if (options == null) {
      return new Sealing(Seals.OFF, null);
    }
    DataKeyRows rows = new DataKeyRows(clock);
    DataKeys keys = new DataKeys(options.keys(), transactions, rows);
    Keyring keyring = new Keyring(keys, ticker);
    KeyedSeals seals = new KeyedSeals(keyring, options.acceptClear(), transactions, ticker);
    return new Sealing(seals, new Encryption(keyring, keys, rows, transactions, seals));
  }
}
