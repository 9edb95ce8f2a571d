package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_JOBS;

import io.threadkeep.storage.jdbc.schema.tables.records.TkJobsRecord;
import io.threadkeep.store.JobLease;
import io.threadkeep.store.JobLostException;
import java.time.Duration;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** The jobs' table. */
final class JobRows {
  private final DatabaseClock clock;

  JobRows(DatabaseClock clock) {
    this.clock = clock;
  }

  Optional<TkJobsRecord> find(DSLContext sql, String job) {
    return sql.selectFrom(TK_JOBS).where(TK_JOBS.NAME.eq(job)).fetchOptional();
  }

  long now(DSLContext sql) {
    return sql.select(clock.now()).fetchSingle().value1();
  }

  void insert(DSLContext sql, String job, String worker, Duration length) {
    sql.insertInto(TK_JOBS)
        .set(TK_JOBS.NAME, job)
        .set(TK_JOBS.WORKER, worker)
        .set(TK_JOBS.TOKEN, 1L)
        .set(TK_JOBS.LEASE_UNTIL, clock.in(length))
        .set(TK_JOBS.PROGRESS, "")
        .set(TK_JOBS.UPDATED_AT, clock.now())
        .execute();
  }

  /** Whether nobody has it, and {@code worker} has it now. */
  boolean take(DSLContext sql, String job, String worker, Duration length) {
    return sql.update(TK_JOBS)
            .set(TK_JOBS.WORKER, worker)
            .set(TK_JOBS.TOKEN, TK_JOBS.TOKEN.plus(1))
            .set(TK_JOBS.LEASE_UNTIL, clock.in(length))
            .where(TK_JOBS.NAME.eq(job))
            .and(TK_JOBS.LEASE_UNTIL.isNull().or(TK_JOBS.LEASE_UNTIL.le(clock.now())))
            .execute()
        > 0;
  }

  /**
   * The job, which nobody else can take until the transaction ends.
   *
   * @throws JobLostException if somebody has
   */
  TkJobsRecord hold(DSLContext sql, JobLease lease) {
    return sql.selectFrom(TK_JOBS)
        .where(isUnder(lease))
        .forUpdate()
        .fetchOptional()
        .orElseThrow(() -> new JobLostException(lease));
  }

  /** Whether the lease still held. */
  boolean save(DSLContext sql, JobLease lease, String progress) {
    return sql.update(TK_JOBS)
            .set(TK_JOBS.PROGRESS, progress)
            .set(TK_JOBS.LEASE_UNTIL, clock.in(lease.length()))
            .set(TK_JOBS.UPDATED_AT, clock.now())
            .where(isUnder(lease))
            .execute()
        > 0;
  }

  boolean release(DSLContext sql, JobLease lease) {
    return sql.update(TK_JOBS)
            .setNull(TK_JOBS.LEASE_UNTIL)
            .setNull(TK_JOBS.WORKER)
            .where(isUnder(lease))
            .execute()
        > 0;
  }

  private static Condition isUnder(JobLease lease) {
    return TK_JOBS.NAME.eq(lease.job()).and(TK_JOBS.TOKEN.eq(lease.token()));
  }
}
