package io.threadkeep.storage.jdbc;

import io.threadkeep.id.Scope;
import io.threadkeep.store.UsageRecords;
import io.threadkeep.usage.UsageEntry;
import io.threadkeep.usage.UsageLine;
import io.threadkeep.usage.UsageQuery;
import java.util.List;

/** The role of usage, in SQL. */
final class JdbcUsage implements UsageRecords {
  private final Transactions transactions;
  private final UsageRows ledger;

  JdbcUsage(Transactions transactions, UsageRows ledger) {
    this.transactions = transactions;
    this.ledger = ledger;
  }

  @Override
  public List<UsageLine> sum(Scope scope, UsageQuery query, int limit) {
    return transactions.read(
        "add up what was used", sql -> new UsageSums(sql, scope, query).fetch(limit));
  }

  @Override
  public void add(UsageEntry entry) {
    transactions.write(
        "note what was used",
        (sql, attempt) -> {
          boolean isNew = attempt.isFirst() || !ledger.has(sql, entry);
          if (isNew) {
            ledger.insert(sql, entry);
          }
          return isNew;
        });
  }
}
