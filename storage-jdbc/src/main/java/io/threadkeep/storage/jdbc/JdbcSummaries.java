package io.threadkeep.storage.jdbc;

import io.threadkeep.context.Summary;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.store.MadeSummary;
import io.threadkeep.store.Summaries;
import io.threadkeep.store.SummaryBasis;
import java.util.Optional;
import org.jooq.DSLContext;

/** The role of summaries, in SQL. */
final class JdbcSummaries implements Summaries {
  private final Transactions transactions;
  private final Tables all;

  JdbcSummaries(Transactions transactions, Tables all) {
    this.transactions = transactions;
    this.all = all;
  }

  @Override
  public Optional<MadeSummary> newest(Scope scope, ThreadId thread, String model, long position) {
    Tables tables = all.in(scope);
    return transactions.read(
        "find a summary of thread " + thread,
        sql -> tables.summaries().newest(sql, scope, thread, model, position));
  }

  @Override
  public boolean add(Scope scope, MadeSummary made, SummaryBasis basis) {
    ThreadId thread = made.summary().threadId();
    Tables tables = all.in(scope);
    return transactions.write(
        "add a summary of thread " + thread,
        (sql, attempt) -> {
          // Under its lock: what is added while the thread is deleted would be left behind, and
          // what it is made of may be withdrawn until then.
          if (tables.threads().extend(sql, scope, thread, 0).isEmpty()) {
            throw new NotFoundException("thread", thread.value());
          }
          boolean stands = stands(sql, tables, scope, made.summary(), basis);
          if (stands && !tables.summaries().isThere(sql, made.summary())) {
            tables.summaries().insert(sql, made);
          }
          return stands;
        });
  }

  private static boolean stands(
      DSLContext sql, Tables tables, Scope scope, Summary summary, SummaryBasis basis) {
    Summary before = basis.before();
    if (before != null && !isThere(sql, tables, scope, before)) {
      return false;
    }
    int count = basis.said().size();
    return count == 0
        || basis.isSaidBy(
            tables.logs().before(sql, scope, summary.threadId(), summary.to() + 1, count));
  }

  /** That very one: another may have been made in its place. */
  private static boolean isThere(DSLContext sql, Tables tables, Scope scope, Summary summary) {
    return tables
        .summaries()
        .newest(sql, scope, summary.threadId(), summary.model(), summary.to())
        .filter(found -> found.summary().equals(summary))
        .isPresent();
  }
}
