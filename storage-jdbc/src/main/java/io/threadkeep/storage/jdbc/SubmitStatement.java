package io.threadkeep.storage.jdbc;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.storage.jdbc.KeyRows.Operation;
import io.threadkeep.storage.jdbc.KeyRows.Result;
import io.threadkeep.storage.jdbc.ThreadRows.Entered;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.SubmittedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * Submits a run to an idle thread, born claimed, as one statement; nothing if the thread is busy or
 * not in scope.
 */
record SubmitStatement(Tables tables, Scope scope, RunSubmission submission)
    implements OneStatement<SubmittedRun> {

  @Override
  public Optional<SubmittedRun> in(DSLContext sql) {
    int count = submission.messages().size();
    if (submission.birth() == null || count > MessageRows.CHUNK) {
      return Optional.empty();
    }
    ThreadId thread = submission.threadId();
    CommonTableExpression<Record> entered = tables.threads().enteringIdle(scope, thread, count);
    List<CommonTableExpression<?>> parts = new ArrayList<>();
    parts.add(entered);
    if (count > 0) {
      parts.add(MessageRows.inserting(entered, submission.messages()));
    }
    parts.add(RunRows.inserting(entered, submission, submission.birth()));
    if (submission.key() != null) {
      parts.add(
          tables
              .keys()
              .inserting(
                  entered,
                  scope,
                  submission.key(),
                  Operation.SUBMIT,
                  new Result(thread, submission.id(), 0, count)));
    }
    return sql.with(parts)
        .selectFrom(entered)
        .fetchOptional(row -> submitted(ThreadRows.entered(row)));
  }

  private SubmittedRun submitted(Entered entered) {
    TkRunsRecord run = RunRows.created(entered, submission, false, null);
    return new SubmittedRun(
        RunRow.run(run, submission.spec()),
        MessageRows.at(submission.threadId(), entered.thread().end(), submission.messages()),
        RunRow.lease(run),
        null);
  }
}
