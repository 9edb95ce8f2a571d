package io.threadkeep.storage.jdbc;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.secrecy.ResealProgress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks through all content and stores anew what is not as it would be written now. Of each row
 * what it begins with is read first; that tells whether the rest is to be. Each update asks for
 * what was read: whoever writes meanwhile wins, with the newest key.
 */
final class Resealing {
  private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);
  private static final int PAGE = 500;
  private static final int BATCH = 100;

  /** In bytes, of one batch; a row that is longer is a batch of its own. */
  private static final long BATCH_SIZE = 1 << 20;

  private static final int MOST_TENANTS = 1_000;

  private final KeyedSeals seals;
  private final Transactions transactions;
  private final Consumer<ResealProgress> listener;
  private final Map<String, Long> failed = new TreeMap<>();
  private String table = "";
  private long read;
  private long resealed;
  private long unreadable;

  Resealing(KeyedSeals seals, Transactions transactions, Consumer<ResealProgress> listener) {
    this.seals = seals;
    this.transactions = transactions;
    this.listener = listener;
  }

  ResealProgress run() {
    for (SealedColumn column : SealedColumn.all()) {
      table = column.column().getTable().getName();
      Record after = null;
      do {
        List<Record> heads = heads(column, after);
        List<Record> outdated = successes(column, heads, head -> isOutdated(column, head));
        for (List<Record> batch : batches(outdated)) {
          resealed += reseal(column, batch);
          listener.accept(progress());
        }
        read += heads.size();
        listener.accept(progress());
        after = heads.size() < PAGE ? null : heads.get(heads.size() - 1);
      } while (after != null);
    }
    return progress();
  }

  private ResealProgress progress() {
    return new ResealProgress(table, read, resealed, unreadable, failed);
  }

  private List<Record> heads(SealedColumn column, @Nullable Record after) {
    return transactions.read(
        "look for what is to be sealed anew",
        sql -> List.copyOf(column.heads(sql, after, PAGE).fetch()));
  }

  private boolean isOutdated(SealedColumn column, Record head) {
    String tenant = SealedColumn.tenantOf(head);
    String begins = SealedColumn.headOf(head);
    return tenant != null
        && begins != null
        && seals.of(tenant).isOutdated(column.column(), column.row().apply(head), begins);
  }

  /**
   * Those of {@code rows} that {@code work} says yes of. One tenant's lost key is no reason for the
   * others' to be left as they are.
   */
  private List<Record> successes(SealedColumn column, List<Record> rows, Predicate<Record> work) {
    List<Record> left = new ArrayList<>(rows);
    List<Record> successes = new ArrayList<>();
    WithKeys.read(
        "seal " + table + " anew",
        () -> {
          List<KeysWantedException> wanted = new ArrayList<>();
          List<Record> waiting = new ArrayList<>();
          for (Record row : left) {
            try {
              if (work.test(row)) {
                successes.add(row);
              }
            } catch (KeysWantedException e) {
              wanted.add(e);
              waiting.add(row);
            } catch (ThreadkeepException e) {
              fail(column, row, e);
            }
          }
          left.clear();
          left.addAll(waiting);
          if (!wanted.isEmpty()) {
            throw KeysWantedException.all(wanted);
          }
          return successes;
        });
    return successes;
  }

  /** Told once of each tenant, with the first of its rows: there may be a million. */
  private void fail(SealedColumn column, Record row, ThreadkeepException why) {
    unreadable++;
    String tenant = String.valueOf(SealedColumn.tenantOf(row));
    if (failed.containsKey(tenant) || failed.size() < MOST_TENANTS) {
      if (failed.merge(tenant, 1L, Long::sum) == 1) {
        LOG.warn(
            "{} of {}, and perhaps more of its tenant, is left as it is. {}",
            column.column().getName(),
            column.row().apply(row),
            why.getMessage());
      }
    }
  }

  private static List<List<Record>> batches(List<Record> heads) {
    List<List<Record>> batches = new ArrayList<>();
    long size = BATCH_SIZE;
    for (Record head : heads) {
      size += SealedColumn.sizeOf(head);
      if (size > BATCH_SIZE || batches.get(batches.size() - 1).size() == BATCH) {
        batches.add(new ArrayList<>());
        size = SealedColumn.sizeOf(head);
      }
      batches.get(batches.size() - 1).add(head);
    }
    return batches;
  }

  private int reseal(SealedColumn column, List<Record> heads) {
    List<Record> rows =
        transactions.read(
            "read what is to be sealed anew", sql -> List.copyOf(column.these(sql, heads).fetch()));
    List<Object[]> changes = new ArrayList<>();
    List<Record> unused =
        successes(
            column,
            rows,
            row -> {
              String text = resealed(column, row);
              return text != null && changes.add(column.change(row, text));
            });
    return changes.isEmpty()
        ? 0
        : transactions.write(
            "seal " + changes.size() + " rows anew",
            (sql, attempt) ->
                // Some drivers do not say how many rows a batch has hit.
                (int)
                    Arrays.stream(
                            sql.batch(column.update(sql))
                                .bind(changes.toArray(new Object[0][]))
                                .execute())
                        .filter(hit -> hit != 0)
                        .count());
  }

  /** Null if it is to stay as it is. */
  private @Nullable String resealed(SealedColumn column, Record row) {
    String tenant = SealedColumn.tenantOf(row);
    String stored = row.get(column.column());
    if (tenant == null || stored == null || RunRow.OWN_WORDS.contains(stored)) {
      return null;
    }
    TenantSeal seal = seals.of(tenant);
    String name = column.row().apply(row);
    return seal.close(column.column(), name, seal.open(column.column(), name, stored));
  }
}
