package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.event.RunEvent;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.IllegalRunMoveException;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.RunStep;
import io.threadkeep.storage.jdbc.KeyRows.Operation;
import io.threadkeep.storage.jdbc.KeyRows.Result;
import io.threadkeep.storage.jdbc.Tables.RunTables;
import io.threadkeep.storage.jdbc.ThreadRows.Extended;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import io.threadkeep.store.EndedRun;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.RunRecords;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.StoredEvents;
import io.threadkeep.store.SubmittedRun;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/** The role of runs as their owner sees them, in SQL. */
final class JdbcRuns implements RunRecords {
  private final Transactions transactions;
  private final Tables all;

  JdbcRuns(Transactions transactions, Tables all) {
    this.transactions = transactions;
    this.all = all;
  }

  @Override
  public SubmittedRun submit(Scope scope, RunSubmission submission) {
    Tables tables = all.in(scope);
    Submission submit = new Submission(tables);
    SubmittedRun submitted =
        transactions.write(
            "submit run " + submission.id(),
            new SubmitStatement(tables, scope, submission),
            (sql, attempt) -> submit.in(sql, attempt, scope, submission));
    if (submitted.lease() != null) {
      all.note(submitted.run());
    }
    return submitted;
  }

  @Override
  public Optional<Run> submitted(Scope scope, IdempotencyKey key) {
    Tables tables = all.in(scope);
    RunTables runs = tables.runs();
    return transactions.read(
        "find the run that was submitted with a key",
        sql ->
            tables
                .keys()
                .find(sql, scope, key, Operation.SUBMIT)
                .map(Result::run)
                .flatMap(run -> runs.rows().find(sql, scope, run))
                .map(runs.row()::run));
  }

  @Override
  public Run record(Scope scope, EndedRun ended) {
    Recording record = new Recording(all.in(scope));
    return transactions.write(
        "record run " + ended.run().id(), (sql, attempt) -> record.in(sql, scope, ended));
  }

  @Override
  public Optional<Run> find(Scope scope, RunId id) {
    RunTables runs = all.in(scope).runs();
    return transactions.read(
        "find run " + id, sql -> runs.rows().find(sql, scope, id).map(runs.row()::run));
  }

  @Override
  public Optional<Run> active(Scope scope, ThreadId thread) {
    RunTables runs = all.in(scope).runs();
    return transactions.read(
        "find the active run of thread " + thread,
        sql -> runs.rows().active(sql, scope, thread).map(runs.row()::run));
  }

  @Override
  public Run replaceMetadata(Scope scope, RunId id, Metadata metadata) {
    RunTables runs = all.in(scope).runs();
    return transactions.write(
        "replace the metadata of run " + id,
        (sql, attempt) -> {
          TkRunsRecord row =
              runs.rows()
                  .lock(sql, scope, id)
                  .orElseThrow(() -> new NotFoundException("run", id.value()));
          Run run = runs.row().run(row);
          RunSpec changed = run.spec().withMetadata(metadata);
          runs.rows().respecify(sql, id, runs.row().spec(run.threadId(), id, changed));
          return runs.row().run(row, changed);
        });
  }

  @Override
  public Page<Run> list(Scope scope, ThreadId thread, PageRequest page) {
    Tables tables = all.in(scope);
    RunTables runs = tables.runs();
    List<Run> found =
        transactions.read(
            "list the runs of thread " + thread,
            sql -> {
              tables.threads().require(sql, scope, thread);
              return runs.rows().page(sql, thread, page).stream().map(runs.row()::run).toList();
            });
    return Page.of(page, found, run -> run.id().value());
  }

  @Override
  public Page<RunStep> steps(Scope scope, RunId run, PageRequest page) {
    RunTables runs = all.in(scope).runs();
    List<RunStep> found =
        transactions.read(
            "list the steps of run " + run,
            sql -> {
              runs.rows().require(sql, scope, run);
              return runs.steps().page(sql, run, page);
            });
    return Page.of(page, found, step -> step.id().value());
  }

  @Override
  public StoredEvents events(Scope scope, RunId id, long after, int limit) {
    RunTables runs = all.in(scope).runs();
    return transactions.read(
        "read the events of run " + id,
        sql -> {
          // Read first: whatever it counts is stored by the time that the events are read.
          TkRunsRecord state = runs.rows().state(sql, scope, id);
          long last = state.getLastEvent();
          List<RunEvent> events =
              last <= after ? List.of() : runs.events().page(sql, id, after, last, limit);
          return new StoredEvents(
              events, last, RunRow.status(state), Micros.optionalInstant(state.getEndedAt()));
        });
  }

  @Override
  public Run cancel(Scope scope, RunId id) {
    Tables tables = all.in(scope);
    RunTables runs = tables.runs();
    TkRunsRecord cancelled =
        transactions.write(
            "cancel run " + id,
            (sql, attempt) -> {
              TkRunsRecord row =
                  runs.rows()
                      .find(sql, scope, id)
                      .orElseThrow(() -> new NotFoundException("run", id.value()));
              return RunMove.CANCEL.isLegalFrom(RunRow.status(row))
                  ? end(sql, tables, scope, row)
                  : runs.moves().cancel(sql, row).orElse(row);
            });
    return WithKeys.read("read run " + id, () -> runs.row().run(cancelled));
  }

  private static TkRunsRecord end(DSLContext sql, Tables tables, Scope scope, TkRunsRecord run) {
    RunTables runs = tables.runs();
    Extended thread =
        tables
            .threads()
            .extend(sql, scope, new ThreadId(run.getThreadId()), 0)
            .orElseThrow(RacedException::new);
    TkRunsRecord ended = runs.moves().cancel(sql, run).orElseThrow(RacedException::new);
    if (run.getActiveThreadId() != null) {
      runs.waiting().next(sql, thread, thread.end());
    }
    return ended;
  }

  @Override
  public Run submitOutputs(
      Scope scope, RunId id, int advances, List<MessageDraft> results, List<RunStep> steps) {
    Tables tables = all.in(scope);
    RunTables runs = tables.runs();
    return transactions.write(
        "submit the outputs of run " + id,
        (sql, attempt) -> {
          TkRunsRecord row =
              runs.rows()
                  .find(sql, scope, id)
                  .orElseThrow(() -> new NotFoundException("run", id.value()));
          ThreadId thread = new ThreadId(row.getThreadId());
          if (tables.messages().hasAll(sql, thread, results)) {
            return runs.row().run(row);
          }
          if (!RunMove.SUBMIT_OUTPUTS.isLegalFrom(RunRow.status(row))
              || row.getAdvances() != advances) {
            throw new IllegalRunMoveException(id, RunMove.SUBMIT_OUTPUTS, RunRow.status(row));
          }
          long end =
              tables
                  .threads()
                  .extend(sql, scope, thread, results.size())
                  .orElseThrow(RacedException::new)
                  .end();
          Run run =
              runs
                  .moves()
                  .make(
                      sql,
                      RunMove.SUBMIT_OUTPUTS,
                      id,
                      runs.moves().changes(RunMove.SUBMIT_OUTPUTS),
                      TK_RUNS.ADVANCES.eq(advances))
                  .stream()
                  .findFirst()
                  .map(runs.row()::run)
                  .orElseThrow(RacedException::new);
          tables.messages().insert(sql, thread, end, results);
          runs.steps().put(sql, id, steps);
          return run;
        });
  }

  @Override
  public void close(Scope scope, RunId id, List<MessageDraft> results, List<RunStep> steps) {
    Tables tables = all.in(scope);
    RunTables runs = tables.runs();
    transactions.write(
        "close the calls of run " + id,
        (sql, attempt) -> {
          ThreadId thread =
              runs.rows()
                  .find(sql, scope, id)
                  .map(row -> new ThreadId(row.getThreadId()))
                  .orElseThrow(() -> new NotFoundException("run", id.value()));
          // Locked before the look: two who close the same calls wait for each other.
          if (tables.threads().lock(sql, thread).isEmpty()) {
            throw new RacedException();
          }
          if (tables.messages().hasAll(sql, thread, results)
              || runs.steps().hasEnded(sql, id, steps)) {
            return 0;
          }
          long end =
              tables
                  .threads()
                  .extend(sql, scope, thread, results.size())
                  .orElseThrow(RacedException::new)
                  .end();
          tables.messages().insert(sql, thread, end, results);
          runs.steps().put(sql, id, steps);
          return results.size();
        });
  }
}
