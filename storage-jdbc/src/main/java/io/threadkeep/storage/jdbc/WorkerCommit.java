package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;

import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.run.IllegalRunMoveException;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.storage.jdbc.EventRows.Batch;
import io.threadkeep.storage.jdbc.Tables.RunTables;
import io.threadkeep.storage.jdbc.ThreadRows.Extended;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import io.threadkeep.store.RunCommit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of a worker's move: messages, steps, usage and status, all under its lease.
 *
 * <p>The run is read without a lock first, because the thread's row comes first in the order of
 * locks. Nothing depends on what was read: the guarded update decides.
 */
final class WorkerCommit {

  /**
   * What has come of it; to be read when it is committed, so that no key stands in its way.
   *
   * @param run as it is now
   */
  record Moved(TkRunsRecord run, List<Message> messages) {}

  private final Tables tables;
  private final RunTables runs;
  private final DatabaseClock clock;

  WorkerCommit(Tables tables, DatabaseClock clock) {
    this.tables = tables;
    this.runs = tables.runs();
    this.clock = clock;
  }

  /** The whole of it at once, where nothing is in the way. */
  OneStatement<Moved> statement(Lease lease, RunCommit commit) {
    String thread = tables.seals().threadOf(lease);
    Batch events = new Batch(commit.events().after() + 1, commit.events().bodies());
    return new EndStatement(
        tables,
        lease,
        thread,
        commit,
        events,
        () -> changes(thread, lease.runId(), commit, events));
  }

  Moved in(DSLContext sql, Attempt attempt, Lease lease, RunCommit commit) {
    TkRunsRecord state =
        runs.rows()
            .state(sql, lease.runId())
            .orElseThrow(() -> new LeaseLostException(lease, null));
    RunStatus status = RunRow.status(state);
    if (state.getToken() != lease.token() || !RunMoves.AT_WORK.contains(status)) {
      return earlier(sql, attempt, lease, commit, state);
    }
    if (commit.move() == RunMove.ADVANCE) {
      Optional<List<Message>> stored = stored(sql, state, commit);
      if (stored.isPresent()) {
        return whole(sql, lease, state, stored.get());
      }
    }
    if (!commit.move().isLegalFrom(status)) {
      throw new IllegalRunMoveException(lease.runId(), commit.move(), status);
    }
    long newest = state.getLastEvent();
    commit.events().requireNoGap(lease.runId(), newest);
    Batch events = new Batch(newest + 1, commit.events().beyond(newest));
    Scope owner = ScopeCondition.scope(state.getTenant(), state.getUserId());
    ThreadId thread = new ThreadId(state.getThreadId());
    boolean ends = commit.move().target().isFinal();
    Extended extended = null;
    if (ends || !commit.messages().isEmpty()) {
      extended =
          tables
              .threads()
              .extend(sql, owner, thread, commit.messages().size())
              .orElseThrow(RacedException::new);
    }
    TkRunsRecord moved =
        runs
            .moves()
            .make(
                sql,
                commit.move(),
                lease.runId(),
                changes(thread.value(), lease.runId(), commit, events),
                asSeen(lease, state))
            .stream()
            .findFirst()
            .orElseThrow(RacedException::new);
    List<Message> messages =
        extended == null
            ? List.of()
            : tables.messages().insert(sql, thread, extended.end(), commit.messages());
    runs.steps().put(sql, lease.runId(), commit.steps());
    // No later than the end that they tell of.
    runs.events().insert(sql, lease.runId(), events, moved.getEndedAt());
    if (extended != null && ends) {
      runs.waiting().next(sql, extended, extended.end());
    }
    if (commit.move() == RunMove.RELEASE && commit.delay().isZero()) {
      runs.moves().tellOfWork(sql);
    }
    return new Moved(moved, messages);
  }

  private Map<Field<?>, @Nullable Object> changes(
      String thread, RunId run, RunCommit commit, Batch events) {
    Map<Field<?>, @Nullable Object> changes = runs.moves().changes(commit.move());
    Usage usage = commit.usage();
    RunError error = commit.error();
    changes.put(TK_RUNS.PROMPT_TOKENS, TK_RUNS.PROMPT_TOKENS.plus(usage.promptTokens()));
    changes.put(
        TK_RUNS.COMPLETION_TOKENS, TK_RUNS.COMPLETION_TOKENS.plus(usage.completionTokens()));
    changes.put(TK_RUNS.CACHED_TOKENS, TK_RUNS.CACHED_TOKENS.plus(usage.cachedTokens()));
    changes.put(TK_RUNS.REASONING_TOKENS, TK_RUNS.REASONING_TOKENS.plus(usage.reasoningTokens()));
    changes.put(TK_RUNS.ERROR_CODE, error == null ? null : Names.name(error.code()));
    changes.put(TK_RUNS.ERROR_MESSAGE, runs.row().errorMessage(thread, run, error));
    changes.put(TK_RUNS.INCOMPLETE, Names.of(commit.incomplete()));
    if (!events.bodies().isEmpty()) {
      changes.put(TK_RUNS.LAST_EVENT, events.last());
    }
    if (commit.move().target() == RunStatus.QUEUED) {
      changes.put(TK_RUNS.NOT_BEFORE, clock.in(commit.delay()));
    }
    return changes;
  }

  /**
   * That the lease holds, and that since the run was looked at it has not advanced and has no new
   * events: it may have been this very commit, on a connection that was given up too early.
   */
  private static Condition asSeen(Lease lease, TkRunsRecord state) {
    return TK_RUNS
        .TOKEN
        .eq(lease.token())
        .and(TK_RUNS.ADVANCES.eq(state.getAdvances()))
        .and(TK_RUNS.LAST_EVENT.eq(state.getLastEvent()));
  }

  /** What the commit came to, if it was made before and took its lease away. */
  private Moved earlier(
      DSLContext sql, Attempt attempt, Lease lease, RunCommit commit, TkRunsRecord state) {
    Optional<List<Message>> stored = Optional.empty();
    if (commit.messages().isEmpty() && commit.steps().isEmpty()) {
      // The token and the status are all that tells.
      boolean made =
          attempt == Attempt.PERHAPS_DONE
              && state.getToken() == lease.token()
              && RunRow.status(state) == commit.move().target();
      stored = made ? Optional.of(List.of()) : stored;
    } else if (commit.move() != RunMove.ADVANCE) {
      stored = stored(sql, state, commit);
    }
    return whole(
        sql,
        lease,
        state,
        stored.orElseThrow(() -> new LeaseLostException(lease, state.getToken())));
  }

  /**
   * The commit's messages, if they are in the log, or, if it has none, if its steps are stored word
   * for word.
   */
  private Optional<List<Message>> stored(DSLContext sql, TkRunsRecord state, RunCommit commit) {
    if (commit.messages().isEmpty()) {
      return runs.steps().hasAll(sql, new RunId(state.getId()), commit.steps())
          ? Optional.of(List.of())
          : Optional.empty();
    }
    return tables.messages().findAll(sql, new ThreadId(state.getThreadId()), commit.messages());
  }

  private Moved whole(DSLContext sql, Lease lease, TkRunsRecord state, List<Message> messages) {
    Scope owner = ScopeCondition.scope(state.getTenant(), state.getUserId());
    return runs.rows()
        .find(sql, owner, lease.runId())
        .map(row -> new Moved(row, messages))
        .orElseThrow(() -> new LeaseLostException(lease, null));
  }
}
