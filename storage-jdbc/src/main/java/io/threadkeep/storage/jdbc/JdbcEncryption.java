package io.threadkeep.storage.jdbc;

import io.threadkeep.secrecy.Encryption;
import io.threadkeep.secrecy.EnvelopeKeyException;
import io.threadkeep.secrecy.EnvelopeKeysUnavailableException;
import io.threadkeep.secrecy.ResealProgress;
import io.threadkeep.storage.jdbc.schema.tables.records.TkDataKeysRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of a store whose content is sealed, in SQL. */
final class JdbcEncryption implements Encryption {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcEncryption.class);
  private static final int BATCH = 100;

  private final Keyring keyring;
  private final DataKeys keys;
  private final DataKeyRows rows;
  private final Transactions transactions;
  private final KeyedSeals seals;

  JdbcEncryption(
      Keyring keyring,
      DataKeys keys,
      DataKeyRows rows,
      Transactions transactions,
      KeyedSeals seals) {
    this.keyring = keyring;
    this.keys = keys;
    this.rows = rows;
    this.transactions = transactions;
    this.seals = seals;
  }

  @Override
  public void rotate(String tenant) {
    keyring.rotate(tenant);
  }

  @Override
  public int eraseKeys(String tenant) {
    return keyring.erase(tenant);
  }

  @Override
  public int rewrap() {
    int left = 0;
    List<TkDataKeysRecord> page = page(null);
    while (!page.isEmpty()) {
      for (TkDataKeysRecord row : page) {
        left += rewrap(row) ? 0 : 1;
      }
      page = page(page.get(page.size() - 1));
    }
    return left;
  }

  private List<TkDataKeysRecord> page(@Nullable TkDataKeysRecord after) {
    return transactions.read("read the data keys", sql -> rows.page(sql, after, BATCH));
  }

  private boolean rewrap(TkDataKeysRecord row) {
    try {
      Optional<TkDataKeysRecord> rewrapped = keys.rewrapped(row);
      // Whoever is quicker has wrapped it by the same key, or erased it.
      rewrapped.ifPresent(
          now ->
              transactions.write(
                  "rewrap a data key of tenant " + row.getTenant(),
                  (sql, attempt) -> rows.rewrap(sql, row, now)));
      return true;
    } catch (EnvelopeKeyException | EnvelopeKeysUnavailableException e) {
      LOG.warn(
          "Data key {} of tenant {} stays as it is. {}",
          row.getKeyNo(),
          row.getTenant(),
          e.getMessage());
      return false;
    }
  }

  @Override
  public ResealProgress reseal(Consumer<ResealProgress> listener) {
    return new Resealing(seals, transactions, listener).run();
  }
}
