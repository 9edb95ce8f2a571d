package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_DATA_KEYS;
import static org.jooq.impl.DSL.row;

import io.threadkeep.secrecy.DataKeyId;
import io.threadkeep.secrecy.EnvelopeKeyException;
import io.threadkeep.storage.jdbc.schema.tables.records.TkDataKeysRecord;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The table of the tenants' data keys. A key that was erased leaves its number behind. */
final class DataKeyRows {
  private static final String ERASED = "";

  private final DatabaseClock clock;

  DataKeyRows(DatabaseClock clock) {
    this.clock = clock;
  }

  static boolean isErased(TkDataKeysRecord key) {
    return key.getWrapped().equals(ERASED);
  }

  static DataKeyId id(TkDataKeysRecord key) {
    return new DataKeyId(key.getTenant(), key.getKeyNo());
  }

  /**
   * @throws EnvelopeKeyException if somebody has written something else there
   */
  static byte[] wrapped(TkDataKeysRecord key) {
    try {
      return Base64.getDecoder().decode(key.getWrapped());
    } catch (IllegalArgumentException e) {
      throw new EnvelopeKeyException(
          key.getTenant(),
          key.getEnvelopeKeyId(),
          "data key "
              + key.getKeyNo()
              + " was changed in tk_data_keys: it is no Base64. Restore its row from a backup.",
          null);
    }
  }

  static String text(byte[] wrapped) {
    return Base64.getEncoder().encodeToString(wrapped);
  }

  Optional<TkDataKeysRecord> find(DSLContext sql, String tenant, int number) {
    return sql.selectFrom(TK_DATA_KEYS).where(is(tenant, number)).fetchOptional();
  }

  Optional<TkDataKeysRecord> newest(DSLContext sql, String tenant) {
    return sql.selectFrom(TK_DATA_KEYS)
        .where(TK_DATA_KEYS.TENANT.eq(tenant))
        .orderBy(TK_DATA_KEYS.TENANT.desc(), TK_DATA_KEYS.KEY_NO.desc())
        .limit(1)
        .fetchOptional();
  }

  void insert(DSLContext sql, TkDataKeysRecord key) {
    sql.insertInto(TK_DATA_KEYS)
        .set(TK_DATA_KEYS.TENANT, key.getTenant())
        .set(TK_DATA_KEYS.KEY_NO, key.getKeyNo())
        .set(TK_DATA_KEYS.ENVELOPE_KEY_ID, key.getEnvelopeKeyId())
        .set(TK_DATA_KEYS.WRAPPED, key.getWrapped())
        .set(TK_DATA_KEYS.CREATED_AT, clock.now())
        .execute();
  }

  /** How many keys that has erased. */
  int erase(DSLContext sql, String tenant) {
    return sql.update(TK_DATA_KEYS)
        .set(TK_DATA_KEYS.WRAPPED, ERASED)
        .where(TK_DATA_KEYS.TENANT.eq(tenant))
        .and(TK_DATA_KEYS.WRAPPED.ne(ERASED))
        .execute();
  }

  /** Those that were erased too. */
  static int deleteAll(DSLContext sql, String tenant) {
    return sql.deleteFrom(TK_DATA_KEYS).where(TK_DATA_KEYS.TENANT.eq(tenant)).execute();
  }

  static boolean hasAny(DSLContext sql, String tenant) {
    return sql.fetchExists(TK_DATA_KEYS, TK_DATA_KEYS.TENANT.eq(tenant));
  }

  /** Up to {@code limit} keys of all tenants, behind {@code after}. */
  List<TkDataKeysRecord> page(DSLContext sql, @Nullable TkDataKeysRecord after, int limit) {
    Condition behind =
        after == null
            ? TK_DATA_KEYS.KEY_NO.isNotNull()
            : row(TK_DATA_KEYS.TENANT, TK_DATA_KEYS.KEY_NO)
                .gt(row(after.getTenant(), after.getKeyNo()));
    return sql.selectFrom(TK_DATA_KEYS)
        .where(behind)
        .orderBy(TK_DATA_KEYS.TENANT, TK_DATA_KEYS.KEY_NO)
        .limit(limit)
        .fetch();
  }

  /** Puts {@code now} in the place of {@code before}, if nobody else has touched it. */
  boolean rewrap(DSLContext sql, TkDataKeysRecord before, TkDataKeysRecord now) {
    return sql.update(TK_DATA_KEYS)
            .set(TK_DATA_KEYS.ENVELOPE_KEY_ID, now.getEnvelopeKeyId())
            .set(TK_DATA_KEYS.WRAPPED, now.getWrapped())
            .where(is(before.getTenant(), before.getKeyNo()))
            .and(TK_DATA_KEYS.WRAPPED.eq(before.getWrapped()))
            .execute()
        > 0;
  }

  private static Condition is(String tenant, int number) {
    return TK_DATA_KEYS.TENANT.eq(tenant).and(TK_DATA_KEYS.KEY_NO.eq(number));
  }
}
