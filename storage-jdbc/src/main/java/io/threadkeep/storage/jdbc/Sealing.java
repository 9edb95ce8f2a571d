package io.threadkeep.storage.jdbc;

import com.github.benmanes.caffeine.cache.Ticker;
import io.threadkeep.secrecy.Encryption;
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
    KeyService service = new KeyService(options.keys(), KeyService.PATIENCE);
    DataKeys keys = new DataKeys(service, transactions, rows);
    Keyring keyring = new Keyring(keys, ticker);
    KeyedSeals seals = new KeyedSeals(keyring, options, transactions);
    return new Sealing(seals, new JdbcEncryption(keyring, keys, rows, transactions, seals));
  }
}
