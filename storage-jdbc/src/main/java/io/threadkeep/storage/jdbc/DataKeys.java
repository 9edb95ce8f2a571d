package io.threadkeep.storage.jdbc;

import io.threadkeep.internal.time.SystemTime;
import io.threadkeep.secrecy.DecryptionException.Reason;
import io.threadkeep.secrecy.EnvelopeKeyException;
import io.threadkeep.secrecy.EnvelopeKeys;
import io.threadkeep.secrecy.EnvelopeKeysUnavailableException;
import io.threadkeep.storage.jdbc.schema.tables.records.TkDataKeysRecord;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The tenants' data keys where they are kept, wrapped. Each is committed before anything is sealed
 * with it. The key service is asked between transactions, never in one.
 */
final class DataKeys {
  private final EnvelopeKeys envelopes;
  private final Transactions transactions;
  private final DataKeyRows rows;
  private final RandomGenerator random = SystemTime.random();

  DataKeys(EnvelopeKeys envelopes, Transactions transactions, DataKeyRows rows) {
    this.envelopes = envelopes;
    this.transactions = transactions;
    this.rows = rows;
  }

  KeyState find(String tenant, int number) {
    Optional<TkDataKeysRecord> row =
        transactions.read(
            "read data key " + number + " of tenant " + tenant,
            sql -> rows.find(sql, tenant, number));
    return row.map(this::open).orElseGet(() -> new KeyState.Gone(Reason.KEY_MISSING));
  }

  /** The tenant's newest key; its first, if it has none. */
  KeyState current(String tenant) {
    Optional<TkDataKeysRecord> newest = newest(tenant);
    return newest
        .filter(row -> !DataKeyRows.isErased(row))
        .map(this::open)
        .orElseGet(
            () ->
                shutIfRefused(
                    () -> create(tenant, newest.map(TkDataKeysRecord::getKeyNo).orElse(0) + 1)));
  }

  /** A new one behind the newest. */
  KeyState next(String tenant) {
    return create(tenant, newest(tenant).map(TkDataKeysRecord::getKeyNo).orElse(0) + 1);
  }

  int erase(String tenant) {
    return transactions.write(
        "erase the data keys of tenant " + tenant, (sql, attempt) -> rows.erase(sql, tenant));
  }

  private Optional<TkDataKeysRecord> newest(String tenant) {
    return transactions.read(
        "read the newest data key of tenant " + tenant, sql -> rows.newest(sql, tenant));
  }

  private KeyState create(String tenant, int number) {
    byte[] raw = new byte[DataKey.LENGTH];
    random.nextBytes(raw);
    TkDataKeysRecord made = wrapped(tenant, number, raw);
    TkDataKeysRecord stored =
        transactions.write(
            "create data key " + number + " of tenant " + tenant,
            (sql, attempt) -> {
              Optional<TkDataKeysRecord> earlier =
                  attempt.isFirst() ? Optional.empty() : rows.find(sql, tenant, number);
              if (earlier.isEmpty()) {
                rows.insert(sql, made);
              }
              return earlier.orElse(made);
            });
    // Of two who create it at once one finds the other's.
    return stored.getWrapped().equals(made.getWrapped()) ? opened(number, raw) : open(stored);
  }

  private TkDataKeysRecord wrapped(String tenant, int number, byte[] raw) {
    String keyId = ask(tenant, () -> envelopes.currentKeyId(tenant));
    TkDataKeysRecord row = new TkDataKeysRecord();
    row.setTenant(tenant);
    row.setKeyNo(number);
    row.setEnvelopeKeyId(keyId);
    row.setWrapped(DataKeyRows.text(ask(tenant, () -> envelopes.wrap(tenant, keyId, raw.clone()))));
    return row;
  }

  private KeyState open(TkDataKeysRecord row) {
    return DataKeyRows.isErased(row)
        ? new KeyState.Gone(Reason.KEY_ERASED)
        : shutIfRefused(() -> opened(row.getKeyNo(), unwrapped(row)));
  }

  private KeyState opened(int number, byte[] raw) {
    KeyState open = new KeyState.Open(new DataKey(number, raw, random));
    Arrays.fill(raw, (byte) 0);
    return open;
  }

  private byte[] unwrapped(TkDataKeysRecord row) {
    String tenant = row.getTenant();
    byte[] wrapped = DataKeyRows.wrapped(row);
    byte[] raw = ask(tenant, () -> envelopes.unwrap(tenant, row.getEnvelopeKeyId(), wrapped));
    if (raw.length != DataKey.LENGTH) {
      throw new EnvelopeKeyException(
          tenant,
          row.getEnvelopeKeyId(),
          "the key service returns a data key of " + raw.length + " bytes, which is none of ours.",
          null);
    }
    return raw;
  }

  /** Whatever else a host's client throws is taken for a service that does not answer. */
  private static <T> T ask(String tenant, Supplier<T> question) {
    try {
      return question.get();
    } catch (EnvelopeKeyException | EnvelopeKeysUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new EnvelopeKeysUnavailableException(tenant, e);
    }
  }

  private static KeyState shutIfRefused(Supplier<KeyState> ask) {
    try {
      return ask.get();
    } catch (EnvelopeKeyException | EnvelopeKeysUnavailableException e) {
      return new KeyState.Shut(e);
    }
  }

  /** What a key is to be wrapped by now; nothing if it is, or if it was erased. */
  Optional<TkDataKeysRecord> rewrapped(TkDataKeysRecord row) {
    if (DataKeyRows.isErased(row)
        || row.getEnvelopeKeyId()
            .equals(ask(row.getTenant(), () -> envelopes.currentKeyId(row.getTenant())))) {
      return Optional.empty();
    }
    byte[] raw = unwrapped(row);
    try {
      return Optional.of(wrapped(row.getTenant(), row.getKeyNo(), raw));
    } finally {
      Arrays.fill(raw, (byte) 0);
    }
  }
}
