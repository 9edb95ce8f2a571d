package io.threadkeep.storage.jdbc;

import io.threadkeep.storage.jdbc.schema.tables.records.TkJobsRecord;
import io.threadkeep.store.JobLease;
import io.threadkeep.store.JobLostException;
import io.threadkeep.store.JobState;
import io.threadkeep.store.Jobs;
import io.threadkeep.store.TakenJob;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.DSLContext;

/** The role of jobs, in SQL. */
final class JdbcJobs implements Jobs {
  private final Transactions transactions;
  private final JobRows jobs;

  JdbcJobs(Transactions transactions, JobRows jobs) {
    this.transactions = transactions;
    this.jobs = jobs;
  }

  @Override
  public Optional<TakenJob> take(String job, String worker, Duration length) {
    return transactions.write(
        "take the job " + job,
        (sql, attempt) -> {
          boolean taken = jobs.take(sql, job, worker, length);
          Optional<TkJobsRecord> row = jobs.find(sql, job);
          if (row.isEmpty()) {
            // Of two, one is refused by the primary key, and finds the other's when it begins anew.
            jobs.insert(sql, job, worker, length);
            return Optional.of(new TakenJob(new JobLease(job, 1, length), ""));
          }
          boolean own =
              taken || (attempt == Attempt.PERHAPS_DONE && worker.equals(row.get().getWorker()));
          return row.filter(found -> own)
              .map(
                  found ->
                      new TakenJob(
                          new JobLease(job, found.getToken(), length), found.getProgress()));
        });
  }

  @Override
  public Optional<JobState> find(String job) {
    return transactions.read(
        "look at the job " + job, sql -> jobs.find(sql, job).map(row -> state(row, jobs.now(sql))));
  }

  private static JobState state(TkJobsRecord row, long now) {
    Long until = row.getLeaseUntil();
    return new JobState(
        until != null && until > now,
        row.getProgress(),
        Micros.duration(Math.max(0, now - row.getUpdatedAt())));
  }

  @Override
  public void save(JobLease lease, String progress) {
    write(
        "save the progress of the job " + lease.job(),
        sql -> {
          if (!jobs.save(sql, lease, progress)) {
            throw new JobLostException(lease);
          }
        });
  }

  @Override
  public void release(JobLease lease) {
    write("release the job " + lease.job(), sql -> jobs.release(sql, lease));
  }

  private void write(String what, Consumer<DSLContext> work) {
    transactions.write(
        what,
        (sql, attempt) -> {
          work.accept(sql);
          return what;
        });
  }
}
