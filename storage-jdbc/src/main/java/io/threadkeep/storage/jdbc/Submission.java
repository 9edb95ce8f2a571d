package io.threadkeep.storage.jdbc;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.Lease;
import io.threadkeep.run.QueueFullException;
import io.threadkeep.run.RunMove;
import io.threadkeep.storage.jdbc.BusyThread.Entry;
import io.threadkeep.storage.jdbc.KeyRows.Operation;
import io.threadkeep.storage.jdbc.KeyRows.Result;
import io.threadkeep.storage.jdbc.ThreadRows.Entered;
import io.threadkeep.storage.jdbc.ThreadRows.Extended;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.SubmittedRun;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of a submission: messages, run and key.
 *
 * <p>The first attempt goes straight at it. Whatever stands in its way (the key, the run's id, an
 * active run, no such thread) is told apart by the second one, which looks before it writes.
 */
final class Submission {
  private final Tables tables;
  private final BusyThread busy;

  Submission(Tables tables) {
    this.tables = tables;
    this.busy = new BusyThread(tables.runs());
  }

  SubmittedRun in(DSLContext sql, Attempt attempt, Scope scope, RunSubmission submission) {
    if (!attempt.isFirst()) {
      Optional<SubmittedRun> earlier = earlier(sql, attempt, scope, submission);
      if (earlier.isPresent()) {
        return earlier.get();
      }
    }
    try {
      return take(sql, scope, submission);
    } catch (ActiveRunException | QueueFullException | NotFoundException refused) {
      throw attempt.isFirst() ? new RacedException() : refused;
    }
  }

  private SubmittedRun take(DSLContext sql, Scope scope, RunSubmission submission) {
    ThreadId id = submission.threadId();
    int count = submission.messages().size();
    Optional<Entered> idle = tables.threads().enterIdle(sql, scope, id, count);
    Entered entered =
        idle.or(() -> tables.threads().enter(sql, scope, id, count))
            .orElseThrow(() -> new NotFoundException("thread", id.value()));
    Extended thread = entered.thread();
    Entry entry =
        idle.isPresent() && thread.waiting() == 0
            ? Entry.ACTIVE
            : busy.enter(sql, thread, submission);
    List<Message> messages = tables.messages().insert(sql, id, thread.end(), submission.messages());
    return entry.joined() == null
        ? add(sql, scope, submission, entered, entry, messages)
        : join(sql, scope, submission, entry.joined(), messages);
  }

  private SubmittedRun add(
      DSLContext sql,
      Scope scope,
      RunSubmission submission,
      Entered entered,
      Entry entry,
      List<Message> messages) {
    Extended thread = entered.thread();
    boolean claimed = submission.birth() != null && !entry.waits();
    if (!claimed) {
      tables.runs().queue().requireRoom(sql, thread.owner(), submission.admission());
    }
    Long turn = null;
    if (entry.waits()) {
      tables.threads().addWaiting(sql, thread.id());
    } else if (!claimed) {
      turn = tables.runs().queue().turn(sql, thread.owner(), submission.admission().weight());
    }
    String spec = tables.runs().row().spec(thread.id(), submission.id(), submission.spec());
    TkRunsRecord run =
        tables.runs().rows().insert(sql, entered, submission, spec, entry.waits(), turn);
    remember(sql, scope, submission.key(), run, thread.end(), messages.size());
    return new SubmittedRun(
        tables.runs().row().run(run, submission.spec()),
        messages,
        claimed ? RunRow.lease(run) : null,
        entry.interrupted());
  }

  private SubmittedRun join(
      DSLContext sql,
      Scope scope,
      RunSubmission submission,
      TkRunsRecord joined,
      List<Message> messages) {
    remember(sql, scope, submission.trace(), joined, joined.getPinnedEnd(), messages.size());
    return SubmittedRun.before(tables.runs().row().run(joined), messages);
  }

  private void remember(
      DSLContext sql,
      Scope scope,
      @Nullable IdempotencyKey key,
      TkRunsRecord run,
      long end,
      int count) {
    tables
        .keys()
        .insert(
            sql,
            scope,
            key,
            Operation.SUBMIT,
            new Result(new ThreadId(run.getThreadId()), new RunId(run.getId()), end, count));
  }

  private Optional<SubmittedRun> earlier(
      DSLContext sql, Attempt attempt, Scope scope, RunSubmission submission) {
    Optional<Result> byTrace = tables.keys().find(sql, scope, submission.trace(), Operation.SUBMIT);
    return tables
        .runs()
        .rows()
        .find(sql, scope, byTrace.map(Result::run).orElse(submission.id()))
        .map(
            run -> {
              // Keys of schema version 1 have no figures: their run tells.
              Optional<Result> figures = byTrace.filter(result -> result.end() > 0);
              long end = figures.map(Result::end).orElse(run.getSubmittedEnd());
              int count = figures.map(Result::count).orElse(run.getSubmitted());
              return new SubmittedRun(
                  tables.runs().row().run(run),
                  tables.messages().range(sql, new ThreadId(run.getThreadId()), end, count),
                  attempt == Attempt.PERHAPS_DONE ? ownLease(run, submission) : null,
                  null);
            });
  }

  /** The lease of the run's birth, if this very call committed it before its connection broke. */
  private static @Nullable Lease ownLease(TkRunsRecord run, RunSubmission submission) {
    boolean own =
        submission.birth() != null
            && run.getId().equals(submission.id().value())
            && submission.birth().worker().equals(run.getWorker())
            && run.getToken() == 1
            && RunRow.status(run) == RunMove.CLAIM.target();
    return own ? RunRow.lease(run) : null;
  }
}
