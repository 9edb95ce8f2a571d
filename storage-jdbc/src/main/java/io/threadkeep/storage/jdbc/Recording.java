package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunProgress;
import io.threadkeep.run.RunTimes;
import io.threadkeep.storage.jdbc.Tables.RunTables;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import io.threadkeep.store.EndedRun;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The transaction that puts a run on record which has ended elsewhere. */
final class Recording {
  private final Tables tables;
  private final RunTables runs;

  Recording(Tables tables) {
    this.tables = tables;
    this.runs = tables.runs();
  }

  Run in(DSLContext sql, Scope scope, EndedRun ended) {
    ThreadId thread = ended.run().threadId();
    // Its row is locked first: whoever deletes the thread, or records the same run, waits.
    Scope owner =
        tables
            .threads()
            .extend(sql, scope, thread, 0)
            .orElseThrow(() -> new NotFoundException("thread", thread.value()))
            .owner();
    Run run = ended.run().ownedBy(owner);
    Optional<Run> found =
        runs.rows()
            .find(sql, owner, run.id())
            .map(runs.row()::run)
            // Another thread's: the primary key refuses it.
            .filter(other -> other.threadId().equals(thread));
    if (found.isPresent() && !found.get().equals(run)) {
      return found.get();
    }
    if (found.isEmpty()) {
      LastWrites.add(sql, sql.insertInto(TK_RUNS).set(row(run)));
    }
    runs.steps().put(sql, run.id(), runs.steps().missing(sql, run.id(), ended.steps()));
    return run;
  }

  /** Has no turn in the queue, so that no other run's is reckoned from it. */
  private TkRunsRecord row(Run run) {
    RunProgress progress = run.progress();
    RunTimes times = run.times();
    TkRunsRecord row = new TkRunsRecord();
    row.setId(run.id().value());
    row.setThreadId(run.threadId().value());
    row.setTenant(run.owner().tenant());
    row.setUserId(ScopeCondition.user(run.owner()));
    row.setSpec(runs.row().spec(run.threadId(), run.id(), run.spec()));
    row.setModel(run.spec().settings().model());
    row.setAssistantId(run.spec().assistantId().value());
    row.setToolSet(run.spec().needs());
    row.setStatus(Names.name(progress.status()));
    row.setPinnedEnd(progress.pinnedEnd());
    row.setSubmitted(0);
    row.setSubmittedEnd(progress.pinnedEnd());
    row.setWeight(1);
    row.setAttempts(progress.attempts());
    row.setAdvances(progress.advances());
    row.setLastEvent(0L);
    row.setToken(0L);
    row.setNotBefore(Micros.of(times.createdAt()));
    row.setCreatedAt(Micros.of(times.createdAt()));
    row.setExpiresAt(Micros.of(times.expiresAt()));
    row.setStartedAt(micros(times.startedAt()));
    row.setEndedAt(micros(Objects.requireNonNull(times.endedAt())));
    row.setPromptTokens(progress.usage().promptTokens());
    row.setCompletionTokens(progress.usage().completionTokens());
    row.setCachedTokens(progress.usage().cachedTokens());
    row.setReasoningTokens(progress.usage().reasoningTokens());
    row.setErrorCode(progress.error() == null ? null : Names.name(progress.error().code()));
    row.setErrorMessage(
        runs.row().errorMessage(run.threadId().value(), run.id(), progress.error()));
    row.setIncomplete(Names.of(progress.incomplete()));
    return row;
  }

  private static @Nullable Long micros(@Nullable Instant instant) {
    return instant == null ? null : Micros.of(instant);
  }
}
