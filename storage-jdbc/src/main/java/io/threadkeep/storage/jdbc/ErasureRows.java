package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_ERASURES;

import io.threadkeep.json.JsonCodec;
import io.threadkeep.retention.ErasureReceipt;
import io.threadkeep.storage.jdbc.schema.tables.records.TkErasuresRecord;
import io.threadkeep.store.ErasureDigest;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The erasures' table: receipts, under what stands for their subjects. */
final class ErasureRows {

  /**
   * @param round counts those of one subject
   */
  record Erasure(int round, ErasureReceipt receipt) {}

  /** As the table keeps them. */
  record Counts(Map<String, Long> counts) {}

  private final DatabaseClock clock;

  ErasureRows(DatabaseClock clock) {
    this.clock = clock;
  }

  /** Whoever erases the same waits for its lock. */
  Optional<Erasure> lockLast(DSLContext sql, ErasureDigest digest) {
    return sql
        .selectFrom(TK_ERASURES)
        .where(TK_ERASURES.DIGEST.eq(digest.value()))
        .forUpdate()
        .fetch()
        .stream()
        .reduce((one, other) -> one.getRound() > other.getRound() ? one : other)
        .map(ErasureRows::erasure);
  }

  Erasure begin(DSLContext sql, ErasureDigest digest, int round) {
    sql.insertInto(TK_ERASURES)
        .set(TK_ERASURES.DIGEST, digest.value())
        .set(TK_ERASURES.ROUND, round)
        .set(TK_ERASURES.SUBJECT, Names.name(digest.subject()))
        .set(TK_ERASURES.COUNTS, JsonCodec.writeCanonical(new Counts(Map.of())))
        .set(TK_ERASURES.BEGUN_AT, clock.now())
        .execute();
    return read(sql, digest.value(), round);
  }

  ErasureReceipt save(DSLContext sql, Erasure erasure, Map<String, Long> counts, boolean ends) {
    String digest = erasure.receipt().digest();
    var update =
        sql.update(TK_ERASURES)
            .set(TK_ERASURES.COUNTS, JsonCodec.writeCanonical(new Counts(counts)));
    (ends ? update.set(TK_ERASURES.ENDED_AT, clock.now()) : update)
        .where(is(digest, erasure.round()))
        .execute();
    return read(sql, digest, erasure.round()).receipt();
  }

  private static Erasure read(DSLContext sql, String digest, int round) {
    return erasure(sql.selectFrom(TK_ERASURES).where(is(digest, round)).fetchSingle());
  }

  private static Condition is(String digest, int round) {
    return TK_ERASURES.DIGEST.eq(digest).and(TK_ERASURES.ROUND.eq(round));
  }

  private static Erasure erasure(Record found) {
    TkErasuresRecord row = found.into(TK_ERASURES);
    return new Erasure(
        row.getRound(),
        new ErasureReceipt(
            Names.constant(ErasureReceipt.Subject.class, row.getSubject()),
            row.getDigest(),
            Micros.instant(row.getBegunAt()),
            Micros.optionalInstant(row.getEndedAt()),
            JsonCodec.read(row.getCounts(), Counts.class).counts()));
  }
}
