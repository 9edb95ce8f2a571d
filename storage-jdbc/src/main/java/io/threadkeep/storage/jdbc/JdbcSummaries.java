package io.threadkeep.storage.jdbc;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.store.MadeSummary;
import io.threadkeep.store.Summaries;
import java.util.Optional;

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
  public void add(Scope scope, MadeSummary made) {
    ThreadId thread = made.summary().threadId();
    Tables tables = all.in(scope);
    transactions.write(
        "add a summary of thread " + thread,
        (sql, attempt) -> {
          // Under its lock: what is added while the thread is deleted would be left behind.
          if (tables.threads().extend(sql, scope, thread, 0).isEmpty()) {
            throw new NotFoundException("thread", thread.value());
          }
          boolean isNew = !tables.summaries().isThere(sql, made.summary());
          if (isNew) {
            tables.summaries().insert(sql, made);
          }
          return isNew;
        });
  }
}
