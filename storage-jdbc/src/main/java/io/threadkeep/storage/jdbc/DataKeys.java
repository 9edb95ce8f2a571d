package io.threadkeep.storage.jdbc;

import io.threadkeep.internal.time.SystemTime;
import io.threadkeep.secrecy.DataKeyId;
import io.threadkeep.secrecy.DecryptionException.Reason;
import io.threadkeep.secrecy.EnvelopeKeyException;
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
  private final KeyService service;
  private final Transactions transactions;
  private final DataKeyRows rows;
  private final RandomGenerator random = SystemTime.random();

  DataKeys(KeyService service, Transactions transactions, DataKeyRows rows) {
    this.service = service;
    this.transactions = transactions;
    this.rows = rows;
  }

  DataKeyState find(String tenant, int number) {
    return row(tenant, number)
        .map(this::open)
        .orElseGet(() -> new DataKeyState.Gone(Reason.KEY_MISSING));
  }

  /** Whether it is in the database, and was not erased. */
  boolean isKept(String tenant, int number) {
    return row(tenant, number).filter(row -> !DataKeyRows.isErased(row)).isPresent();
  }

  /** The tenant's newest key; its first, if it has none. */
  DataKeyState current(String tenant) {
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
  DataKeyState next(String tenant) {
    return create(tenant, newest(tenant).map(TkDataKeysRecord::getKeyNo).orElse(0) + 1);
  }

  int erase(String tenant) {
    return transactions.write(
        "erase the data keys of tenant " + tenant, (sql, attempt) -> rows.erase(sql, tenant));
  }

  private Optional<TkDataKeysRecord> row(String tenant, int number) {
    return transactions.read(
        "read data key " + number + " of tenant " + tenant, sql -> rows.find(sql, tenant, number));
  }

  private Optional<TkDataKeysRecord> newest(String tenant) {
    return transactions.read(
        "read the newest data key of tenant " + tenant, sql -> rows.newest(sql, tenant));
  }

  private DataKeyState create(String tenant, int number) {
    byte[] raw = new byte[DataKey.LENGTH];
    random.nextBytes(raw);
    TkDataKeysRecord made = wrapped(new DataKeyId(tenant, number), raw);
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

  private TkDataKeysRecord wrapped(DataKeyId id, byte[] raw) {
    String keyId = service.currentKeyId(id.tenant());
    TkDataKeysRecord row = new TkDataKeysRecord();
    row.setTenant(id.tenant());
    row.setKeyNo(id.number());
    row.setEnvelopeKeyId(keyId);
    row.setWrapped(DataKeyRows.text(service.wrap(id, keyId, raw)));
    return row;
  }

  private DataKeyState open(TkDataKeysRecord row) {
    return DataKeyRows.isErased(row)
        ? new DataKeyState.Gone(Reason.KEY_ERASED)
        : shutIfRefused(() -> opened(row.getKeyNo(), unwrapped(row)));
  }

  private DataKeyState opened(int number, byte[] raw) {
    DataKeyState open = new DataKeyState.Open(new DataKey(number, raw, random));
    Arrays.fill(raw, (byte) 0);
    return open;
  }

  private byte[] unwrapped(TkDataKeysRecord row) {
    return service.unwrap(DataKeyRows.id(row), row.getEnvelopeKeyId(), DataKeyRows.wrapped(row));
  }

  private static DataKeyState shutIfRefused(Supplier<DataKeyState> ask) {
    try {
      return ask.get();
    } catch (EnvelopeKeyException | EnvelopeKeysUnavailableException e) {
      return new DataKeyState.Shut(e);
    }
  }

  /** What a key is to be wrapped by now; nothing if it is, or if it was erased. */
  Optional<TkDataKeysRecord> rewrapped(TkDataKeysRecord row) {
    if (DataKeyRows.isErased(row)
        || row.getEnvelopeKeyId().equals(service.currentKeyId(row.getTenant()))) {
      return Optional.empty();
    }
    byte[] raw = unwrapped(row);
    try {
      return Optional.of(wrapped(DataKeyRows.id(row), raw));
    } finally {
      Arrays.fill(raw, (byte) 0);
    }
  }
}
