package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.storage.jdbc.KeyRows.Operation;
import io.threadkeep.storage.jdbc.KeyRows.Result;
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
  public boolean fits() {
    return submission.birth() != null && submission.messages().size() <= MessageRows.CHUNK;
  }

  @Override
  public Optional<SubmittedRun> in(DSLContext sql) {
    int count = submission.messages().size();
    ThreadId thread = submission.threadId();
    CommonTableExpression<Record> entered = tables.threads().enteringIdle(scope, thread, count);
    CommonTableExpression<?> run =
        RunRows.inserting(
            entered,
            submission,
            tables.runs().row().spec(thread, submission.id(), submission.spec()));
    List<CommonTableExpression<?>> parts = new ArrayList<>(List.of(entered, run));
    if (count > 0) {
      parts.add(tables.messages().inserting(entered, thread.value(), submission.messages()));
    }
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
    return sql.with(parts).selectFrom(run).fetchOptional(row -> submitted(row.into(TK_RUNS)));
  }

  private SubmittedRun submitted(TkRunsRecord run) {
    return new SubmittedRun(
        tables.runs().row().run(run, submission.spec()),
        MessageRows.at(submission.threadId(), run.getPinnedEnd(), submission.messages()),
        RunRow.lease(run),
        null);
  }
}
