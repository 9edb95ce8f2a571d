package io.threadkeep.storage.jdbc;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.retention.ErasureReceipt;
import io.threadkeep.storage.jdbc.ErasureRows.Erasure;
import io.threadkeep.storage.jdbc.Tables.RunTables;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import io.threadkeep.store.ErasureBatch;
import io.threadkeep.store.ErasureDigest;
import io.threadkeep.store.Erasures;
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
    SourceRows sources = tables.sources();
    int left = limit;
    boolean more = true;
    while (more && left > 0) {
      Optional<ThreadId> next = tables.life().any(sql, scope, thread);
      more = next.isPresent();
      if (next.isPresent()) {
        ThreadId first = next.get();
        withdrawn.addAll(seize(sql, tables.runs(), first, counts));
        // Its forks before it: they have its words, and its owner.
        for (var fork = sources.reader(sql, first); fork.isPresent(); ) {
          first = fork.get();
          withdrawn.addAll(seize(sql, tables.runs(), first, counts));
          fork = sources.reader(sql, first);
        }
        Removed removed = purging.remove(sql, first, left);
        removed.addTo(counts);
        left -= Math.max(1, removed.weight());
      }
    }
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

  /** Hides it for good, and ends its runs. */
  private List<TkRunsRecord> seize(
      DSLContext sql, RunTables runs, ThreadId thread, Map<String, Long> counts) {
    if (!tables.life().seize(sql, thread)) {
      return List.of();
    }
    Removed.add(counts, "keys", tables.keys().deleteAll(sql, thread));
    List<String> unended = runs.ofThreads().lockUnended(sql, thread);
    return runs.moves().withdraw(sql, unended);
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
