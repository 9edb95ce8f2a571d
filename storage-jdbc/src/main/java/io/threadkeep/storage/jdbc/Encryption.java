package io.threadkeep.storage.jdbc;

import io.threadkeep.secrecy.EnvelopeKeyException;
import io.threadkeep.secrecy.EnvelopeKeysUnavailableException;
import io.threadkeep.storage.jdbc.schema.tables.records.TkDataKeysRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators do with the keys of a store whose content is sealed.
 *
 * <p>Processes keep unwrapped keys for up to five minutes. For that long after a call here others
 * may read with a key that is erased, and write with one that was rotated or erased.
 */
public final class Encryption {
  private static final Logger LOG = LoggerFactory.getLogger(Encryption.class);
  private static final int BATCH = 100;

  private final Keyring keyring;
  private final DataKeys keys;
  private final DataKeyRows rows;
  private final Transactions transactions;
  private final KeyedSeals seals;

  Encryption(
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

  /**
   * Gives the tenant a new data key, which seals what is written from here on. What is there stays
   * under its older keys until {@link #reseal}.
   *
   * @throws EnvelopeKeyException if its envelope key is not to be had
   * @throws EnvelopeKeysUnavailableException if the key service does not answer
   */
  public void rotate(String tenant) {
    keyring.rotate(tenant);
  }

  /**
   * Makes all content of the tenant unreadable, for good: in this process at once, in others within
   * five minutes. What they write for it meanwhile is lost with it; what is written later gets a
   * new key. The database's own backups still hold the keys, as they hold the content.
   *
   * @return how many data keys it had
   */
  public int eraseKeys(String tenant) {
    return keyring.erase(tenant);
  }

  /**
   * Wraps every data key by the envelope key that is its tenant's current one. Content stays as it
   * is. The older envelope keys may go when this has returned 0, and no process uses them as its
   * current ones any more.
   *
   * @return how many data keys are still under another one, since that one is not to be had
   */
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

  /**
   * Seals all content with the newest data key of its tenant: what is under an older one, and, if
   * clear content is accepted, what was stored before encryption was on. Others may read and write
   * meanwhile. Can be stopped at any point and begun again; then it passes over what is done.
   *
   * @param listener told of the progress after each batch of rows
   */
  public ResealProgress reseal(Consumer<ResealProgress> listener) {
    return new Resealing(seals, transactions).run(listener);
  }
}
