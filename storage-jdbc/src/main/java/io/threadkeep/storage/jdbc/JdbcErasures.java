package io.threadkeep.storage.jdbc;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.retention.ErasureReceipt;
import io.threadkeep.storage.jdbc.ErasureRows.Erasure;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import io.threadkeep.store.ErasureBatch;
import io.threadkeep.store.ErasureDigest;
import io.threadkeep.store.Erasures;
import io.threadkeep.thread.ThreadState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The role of erasures, in SQL. */
final class JdbcErasures implements Erasures {

  /**
   * @param withdrawn to be read when it is committed, so that no lost key stands in its way
   */
  private record Erased(ErasureReceipt receipt, List<TkRunsRecord> withdrawn) {}

  private static final int MOST_THREADS = 100;

  private final Transactions transactions;
  private final Tables tables;
  private final Purging purging;
  private final ErasureRows erasures;

  JdbcErasures(Transactions transactions, Tables tables, ErasureRows erasures) {
    this.transactions = transactions;
    this.tables = tables;
    this.purging = new Purging(tables);
    this.erasures = erasures;
  }

  @Override
  public ErasureBatch erase(Scope scope, @Nullable ThreadId thread, int limit) {
    // Not the user's name either: what fails is told in logs.
    String what = thread == null ? "erase a scope" : "erase thread " + thread;
    Erased erased = transactions.write(what, (sql, attempt) -> erase(sql, scope, thread, limit));
    if (erased.receipt.endedAt() != null && thread == null && scope.user() == null) {
      tables.seals().forget(scope.tenant());
    }
    return new ErasureBatch(
        erased.receipt,
        WithKeys.read(what, () -> TakenRuns.readable(tables, "withdrawn", erased.withdrawn)));
  }

  private Erased erase(DSLContext sql, Scope scope, @Nullable ThreadId thread, int limit) {
    ErasureDigest digest = ErasureDigest.of(scope, thread);
    Optional<Erasure> last = erasures.lockLast(sql, digest);
    boolean isUnderWay = last.isPresent() && last.get().receipt().endedAt() == null;
    if (!isUnderWay && !hasSomething(sql, scope, thread)) {
      if (last.isPresent()) {
        return new Erased(last.get().receipt(), List.of());
      }
      if (thread != null) {
        throw new NotFoundException("thread", thread.value());
      }
    }
    Erasure erasure =
        last.filter(found -> found.receipt().endedAt() == null)
            .orElseGet(() -> erasures.begin(sql, digest, last.map(Erasure::round).orElse(0) + 1));
    Map<String, Long> counts = new LinkedHashMap<>(erasure.receipt().counts());
    List<TkRunsRecord> withdrawn = new ArrayList<>();
    boolean more = !removeThreads(sql, scope, thread, limit, counts, withdrawn);
    if (!more && thread == null) {
      Removed.add(counts, "keys", tables.keys().deleteAll(sql, scope));
      if (scope.user() == null) {
        Removed.add(counts, "assistants", tables.assistants().deleteAll(sql, scope));
        int dataKeys = DataKeyRows.deleteAll(sql, scope.tenant());
        if (dataKeys > 0) {
          Removed.add(counts, "data_keys", dataKeys);
        }
      }
      // The tenant's bill still adds up when one of its users is gone.
      tables.usage().erase(sql, scope);
      tables.budgets().erase(sql, scope);
    }
    ErasureReceipt receipt = erasures.save(sql, erasure, counts, !more);
    return new Erased(receipt, withdrawn);
  }

  /**
   * Removes threads, and forks before what they read: none of them ever lacks what it shows.
   *
   * <p>The first fork is the last thread of the batch. So locks are taken in the order of a fork's
   * end everywhere: no other fork is waited for with its sources locked, and those are free again
   * soon, however many read them.
   *
   * @return whether nothing is left
   */
  private boolean removeThreads(
      DSLContext sql,
      Scope scope,
      @Nullable ThreadId thread,
      int limit,
      Map<String, Long> counts,
      List<TkRunsRecord> withdrawn) {
    int left = limit;
    for (int n = 0; n < MOST_THREADS && left > 0; n++) {
      Optional<ThreadId> next = tables.life().any(sql, scope, thread);
      if (next.isEmpty()) {
        return true;
      }
      ThreadId last = tables.sources().lastReader(sql, next.get());
      if (!seize(sql, last, counts, withdrawn) || tables.sources().reader(sql, last).isPresent()) {
        // Purged or forked in the meantime.
        return false;
      }
      Removed removed = purging.remove(sql, last, left);
      removed.addTo(counts);
      if (removed.ofFork()) {
        return tables.life().any(sql, scope, thread).isEmpty();
      }
      left -= Math.max(1, removed.weight());
    }
    return false;
  }

  /** Hides it for good, and ends its runs; whether it is there. */
  private boolean seize(
      DSLContext sql, ThreadId thread, Map<String, Long> counts, List<TkRunsRecord> withdrawn) {
    Optional<ThreadState> before = tables.life().seize(sql, thread);
    if (before.isPresent() && before.get() != ThreadState.DELETED) {
      Removed.add(counts, "keys", tables.keys().deleteAll(sql, thread));
      List<String> unended = tables.runs().ofThreads().lockUnended(sql, thread);
      withdrawn.addAll(tables.runs().moves().withdraw(sql, unended));
    }
    return before.isPresent();
  }

  private boolean hasSomething(DSLContext sql, Scope scope, @Nullable ThreadId thread) {
    if (tables.life().any(sql, scope, thread).isPresent()) {
      return true;
    }
    return thread == null
        && (tables.keys().hasAny(sql, scope)
            || tables.usage().hasAny(sql, scope)
            || tables.budgets().hasAny(sql, scope)
            || (scope.user() == null
                && (tables.assistants().hasAny(sql, scope)
                    || DataKeyRows.hasAny(sql, scope.tenant()))));
  }
}
