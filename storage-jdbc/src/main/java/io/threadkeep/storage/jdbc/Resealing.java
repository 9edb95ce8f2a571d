package io.threadkeep.storage.jdbc;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.secrecy.EnvelopeKeyException;
import io.threadkeep.secrecy.EnvelopeKeysUnavailableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.Query;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks through all content and seals what is clear, or under an older key, with the tenant's
 * newest. Each update asks for what was read: whoever writes meanwhile wins, with the newest key.
 */
final class Resealing {
  private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);
  private static final int BATCH = 100;

  /**
   * @param last what the next batch comes behind; null behind the last one
   * @param unread why a row could not be read; null if all could
   */
  private record Batch(
      int size,
      @Nullable Record last,
      List<Query> updates,
      int unreadable,
      @Nullable ThreadkeepException unread) {}

  private final KeyedSeals seals;
  private final Transactions transactions;

  Resealing(KeyedSeals seals, Transactions transactions) {
    this.seals = seals;
    this.transactions = transactions;
  }

  ResealProgress run(Consumer<ResealProgress> listener) {
    ResealProgress progress = new ResealProgress("", 0, 0, 0);
    for (SealedColumn column : SealedColumn.all()) {
      progress = progress.at(column.column().getTable().getName());
      Record after = null;
      do {
        Batch batch = read(column, after);
        if (batch.unread() != null) {
          LOG.warn(
              "{} rows are left as they are. {}", batch.unreadable(), batch.unread().getMessage());
        }
        progress = progress.plus(batch.size(), write(batch), batch.unreadable());
        listener.accept(progress);
        after = batch.last();
      } while (after != null);
    }
    return progress;
  }

  private Batch read(SealedColumn column, @Nullable Record after) {
    return transactions.read(
        "read what is to be sealed anew",
        sql -> {
          List<Record> rows = column.page(sql, after, BATCH).fetch();
          List<Query> updates = new ArrayList<>();
          int unreadable = 0;
          ThreadkeepException unread = null;
          for (Record row : rows) {
            try {
              String resealed = resealed(column, row);
              if (resealed != null) {
                updates.add(
                    sql.update(column.column().getTable())
                        .set(column.column(), resealed)
                        .where(column.isStill(row)));
              }
            } catch (DecryptionException
                | EnvelopeKeyException
                | EnvelopeKeysUnavailableException e) {
              // One tenant's lost key is no reason for the others to be left as they are.
              unreadable++;
              unread = e;
            }
          }
          return new Batch(
              rows.size(),
              rows.size() < BATCH ? null : rows.get(rows.size() - 1),
              updates,
              unreadable,
              unread);
        });
  }

  /** Null if it is to stay as it is. */
  private @Nullable String resealed(SealedColumn column, Record row) {
    String tenant = SealedColumn.tenantOf(row);
    String stored = row.get(column.column());
    if (tenant == null || stored == null || RunRow.OWN_WORDS.contains(stored)) {
      return null;
    }
    TenantSeal seal = seals.of(tenant);
    if (!seal.isOutdated(stored)) {
      return null;
    }
    String name = column.row().apply(row);
    return seal.close(column.column(), name, seal.open(column.column(), name, stored));
  }

  private int write(Batch batch) {
    return batch.updates().isEmpty()
        ? 0
        : transactions.write(
            "seal " + batch.updates().size() + " rows anew",
            (sql, attempt) -> Arrays.stream(sql.batch(batch.updates()).execute()).sum());
  }
}
