package io.threadkeep.storage.jdbc;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.RunId;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.storage.jdbc.Tables.RunTables;
import io.threadkeep.storage.jdbc.ThreadRows.Extended;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import io.threadkeep.store.RunSubmission;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a submission comes to on a thread where other runs have not ended. Works under the lock of
 * the thread's row.
 */
final class BusyThread {

  /**
   * How a run gets in.
   *
   * @param waits whether it is not the active one
   * @param joined a run that takes its messages in its place
   * @param interrupted the run that was cancelled for it
   */
  record Entry(boolean waits, @Nullable TkRunsRecord joined, @Nullable Run interrupted) {
    static final Entry ACTIVE = new Entry(false, null, null);
    static final Entry WAITING = new Entry(true, null, null);
  }

  private static final Logger LOG = LoggerFactory.getLogger(BusyThread.class);

  private final RunTables runs;

  BusyThread(RunTables runs) {
    this.runs = runs;
  }

  /**
   * @param thread with room for the submitted messages
   * @throws ActiveRunException if the run is to be refused
   * @throws RacedException if it is itself the active one
   */
  Entry enter(DSLContext sql, Extended thread, RunSubmission submission) {
    long endBefore = thread.end() - submission.messages().size();
    TkRunsRecord active =
        runs.rows()
            .lockActive(sql, thread.id())
            // A reaper has ended the active one: those who wait go first.
            .or(() -> runs.waiting().next(sql, thread, endBefore))
            .orElse(null);
    if (active == null) {
      return Entry.ACTIVE;
    }
    if (active.getId().equals(submission.id().value())) {
      // Its own, stored by a connection that was given up: whoever looks again finds it.
      throw new RacedException();
    }
    return switch (submission.admission().whenBusy()) {
      case REJECT -> throw new ActiveRunException(thread.id(), new RunId(active.getId()));
      case ENQUEUE -> Entry.WAITING;
      case INTERRUPT -> interrupt(sql, thread, active, endBefore);
      case MERGE -> join(sql, thread, active, submission.id());
    };
  }

  private Entry interrupt(DSLContext sql, Extended thread, TkRunsRecord active, long endBefore) {
    Optional<TkRunsRecord> interrupted = runs.moves().cancel(sql, active);
    boolean ended = interrupted.filter(run -> RunRow.status(run).isFinal()).isPresent();
    boolean waits = !ended || runs.waiting().next(sql, thread, endBefore).isPresent();
    return new Entry(waits, null, interrupted.map(this::read).orElse(null));
  }

  /** Null if it cannot be read; then its worker hears of it with its next heartbeat. */
  private @Nullable Run read(TkRunsRecord run) {
    try {
      return runs.row().run(run);
    } catch (ThreadkeepException e) {
      LOG.warn("{}: interrupted unread. {}", run.getId(), e.getMessage());
      return null;
    }
  }

  private Entry join(DSLContext sql, Extended thread, TkRunsRecord active, RunId submitted) {
    boolean begun = RunRow.status(active) != RunStatus.QUEUED || active.getStartedAt() != null;
    Optional<String> run =
        runs.waiting()
            .newest(sql, thread)
            .or(() -> begun ? Optional.empty() : Optional.of(active.getId()));
    if (run.equals(Optional.of(submitted.value()))) {
      // A repetition that has not looked for what it has done.
      throw new RacedException();
    }
    return run.map(id -> new Entry(false, runs.waiting().pin(sql, id, thread.end()), null))
        .orElse(Entry.WAITING);
  }
}
