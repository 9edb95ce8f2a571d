package io.threadkeep.storage.jdbc;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.Lease;
import io.threadkeep.run.RunMove;
import io.threadkeep.storage.jdbc.KeyRows.Operation;
import io.threadkeep.storage.jdbc.KeyRows.Result;
import io.threadkeep.storage.jdbc.ThreadRows.Extended;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
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

  Submission(Tables tables) {
    this.tables = tables;
  }

  SubmittedRun in(DSLContext sql, Attempt attempt, Scope scope, RunSubmission submission) {
    if (!attempt.isFirst()) {
      Optional<SubmittedRun> earlier = earlier(sql, attempt, scope, submission);
      if (earlier.isPresent()) {
        return earlier.get();
      }
    }
    ThreadId thread = submission.threadId();
    Extended extended =
        tables
            .threads()
            .extendIdle(sql, scope, thread, submission.messages().size())
            .orElseThrow(() -> whyNot(sql, attempt, scope, thread));
    List<Message> messages =
        tables.messages().insert(sql, thread, extended.end(), submission.messages());
    TkRunsRecord run =
        tables.runs().rows().insert(sql, extended.owner(), submission, extended.end());
    tables
        .keys()
        .insert(sql, scope, submission.key(), Operation.SUBMIT, Result.of(thread, submission.id()));
    return new SubmittedRun(
        RunRow.run(run, submission.spec()),
        messages,
        submission.birth() == null ? null : RunRow.lease(run));
  }

  private Optional<SubmittedRun> earlier(
      DSLContext sql, Attempt attempt, Scope scope, RunSubmission submission) {
    RunId id =
        tables
            .keys()
            .find(sql, scope, submission.key(), Operation.SUBMIT)
            .map(Result::run)
            .orElse(submission.id());
    return tables
        .runs()
        .rows()
        .find(sql, scope, id)
        .map(
            run ->
                new SubmittedRun(
                    RunRow.run(run),
                    tables
                        .messages()
                        .range(
                            sql,
                            new ThreadId(run.getThreadId()),
                            run.getPinnedEnd(),
                            run.getSubmitted()),
                    attempt == Attempt.PERHAPS_DONE ? ownLease(run, submission) : null));
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

  private RuntimeException whyNot(DSLContext sql, Attempt attempt, Scope scope, ThreadId thread) {
    if (attempt.isFirst()) {
      return new RacedException();
    }
    if (tables.threads().find(sql, scope, thread).isEmpty()) {
      return new NotFoundException("thread", thread.value());
    }
    String active = tables.runs().rows().active(sql, thread);
    return active == null
        ? new RacedException()
        : new ActiveRunException(thread, new RunId(active));
  }
}
