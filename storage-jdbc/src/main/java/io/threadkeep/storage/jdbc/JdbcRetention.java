package io.threadkeep.storage.jdbc;

import io.threadkeep.store.JobLease;
import io.threadkeep.store.RetentionBatch;
import io.threadkeep.store.RetentionStep;
import io.threadkeep.store.ThreadRetention;
import java.util.function.Function;

/** The role of retention, in SQL. */
final class JdbcRetention implements ThreadRetention {
  private final Transactions transactions;
  private final RetentionWalk walk;
  private final JobRows jobs;

  JdbcRetention(Transactions transactions, RetentionWalk walk, JobRows jobs) {
    this.transactions = transactions;
    this.walk = walk;
    this.jobs = jobs;
  }

  @Override
  public RetentionBatch look(RetentionStep step) {
    return transactions.read("look at threads by the rules", sql -> walk.look(sql, step));
  }

  @Override
  public String apply(
      JobLease lease, String progress, RetentionStep step, Function<RetentionBatch, String> next) {
    return transactions.write(
        "apply the rules to threads",
        (sql, attempt) -> {
          String found = jobs.hold(sql, lease).getProgress();
          if (attempt == Attempt.PERHAPS_DONE && !found.equals(progress)) {
            return found;
          }
          String saved = next.apply(walk.apply(sql, step));
          jobs.save(sql, lease, saved);
          return saved;
        });
  }
}
