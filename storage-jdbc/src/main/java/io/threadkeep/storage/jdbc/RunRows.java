package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREADS;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.storage.jdbc.InsertFrom.Insertion;
import io.threadkeep.storage.jdbc.ThreadRows.Entered;
import io.threadkeep.storage.jdbc.ThreadRows.Extended;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import io.threadkeep.store.Claimant;
import io.threadkeep.store.RunSubmission;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The runs' table, as far as it is not about moves: those are {@link RunMoves}'. */
final class RunRows {
  private static final Keyset<TkRunsRecord> OF_THREAD =
      Keyset.of(TK_RUNS, TK_RUNS.CREATED_AT, TK_RUNS.ID, TK_RUNS.THREAD_ID);

  /** Where a run is and who holds it, without what it is to do. */
  private static final List<Field<?>> STATE =
      List.of(
          TK_RUNS.ID,
          TK_RUNS.THREAD_ID,
          TK_RUNS.TENANT,
          TK_RUNS.USER_ID,
          TK_RUNS.STATUS,
          TK_RUNS.TOKEN,
          TK_RUNS.ADVANCES,
          TK_RUNS.LAST_EVENT,
          TK_RUNS.ENDED_AT);

  private final Dialect dialect;

  RunRows(Dialect dialect) {
    this.dialect = dialect;
  }

  static Condition in(Scope scope) {
    return ScopeCondition.of(TK_RUNS.TENANT, TK_RUNS.USER_ID, scope);
  }

  /** As {@link #in}, and that its thread is not deleted. */
  private static Condition found(Scope scope) {
    return in(scope)
        .and(
            exists(
                selectOne()
                    .from(TK_THREADS)
                    .where(TK_THREADS.ID.eq(TK_RUNS.THREAD_ID))
                    .and(ThreadRows.found(scope))));
  }

  /**
   * Creates the run, at the end of the transaction: claimed, if the submission brings a worker and
   * the run need not wait.
   *
   * @param entered with the submitted messages at the thread's end
   * @param spec as it is stored
   * @param waits whether another run of the thread is active
   * @param turn null if it need not or cannot be claimed
   */
  TkRunsRecord insert(
      DSLContext sql,
      Entered entered,
      RunSubmission submission,
      String spec,
      boolean waits,
      @Nullable Long turn) {
    TkRunsRecord run = created(entered, submission, spec, waits, turn);
    LastWrites.add(sql, sql.insertInto(TK_RUNS).set(run));
    return run;
  }

  /** Creates the run as part of a statement, claimed by the worker that the submission brings. */
  static CommonTableExpression<?> inserting(
      Table<?> entered, RunSubmission submission, String spec) {
    Claimant worker = Objects.requireNonNull(submission.birth());
    Field<Long> now = entered.field(ThreadRows.NOW);
    Field<Long> end = entered.field(TK_THREADS.MESSAGE_COUNT);
    // What it stands for is found by the part before.
    Extended unknown = new Extended(submission.threadId(), Scope.DEFAULT, 0, 0);
    return InsertFrom.insert(
        entered,
        List.of(
            new Insertion(
                created(new Entered(unknown, 0), submission, spec, false, null),
                Map.of(
                    TK_RUNS.TENANT,
                    entered.field(TK_THREADS.TENANT),
                    TK_RUNS.USER_ID,
                    entered.field(TK_THREADS.USER_ID),
                    TK_RUNS.PINNED_END,
                    end,
                    TK_RUNS.SUBMITTED_END,
                    end,
                    TK_RUNS.LEASE_UNTIL,
                    now.plus(Micros.of(worker.lease())),
                    TK_RUNS.NOT_BEFORE,
                    now,
                    TK_RUNS.EXPIRES_AT,
                    now.plus(Micros.of(submission.expiresIn())),
                    TK_RUNS.STARTED_AT,
                    now))));
  }

  /** The run as it is when it is created. */
  private static TkRunsRecord created(
      Entered entered, RunSubmission submission, String spec, boolean waits, @Nullable Long turn) {
    Claimant worker = waits ? null : submission.birth();
    Extended thread = entered.thread();
    long now = entered.now();
    Scope owner = thread.owner();
    String threadId = thread.id().value();
    TkRunsRecord run = new TkRunsRecord();
    run.setId(submission.id().value());
    run.setThreadId(threadId);
    run.setActiveThreadId(waits ? null : threadId);
    run.setWaitingThreadId(waits ? threadId : null);
    run.setTenant(owner.tenant());
    run.setUserId(ScopeCondition.user(owner));
    run.setSpec(spec);
    run.setStatus(Names.name(worker == null ? RunStatus.QUEUED : RunMove.CLAIM.target()));
    run.setPinnedEnd(thread.end());
    run.setSubmitted(submission.messages().size());
    run.setSubmittedEnd(thread.end());
    run.setModel(submission.spec().settings().model());
    run.setAssistantId(submission.spec().assistantId().value());
    run.setToolSet(submission.spec().needs());
    run.setTurn(turn);
    run.setWeight(submission.admission().weight());
    run.setAttempts(worker == null ? 0 : 1);
    run.setAdvances(0);
    run.setLastEvent(0L);
    run.setToken(worker == null ? 0L : 1L);
    run.setWorker(worker == null ? null : worker.worker());
    run.setLeaseUntil(worker == null ? null : now + Micros.of(worker.lease()));
    run.setNotBefore(now);
    run.setCreatedAt(Micros.of(submission.createdAt()));
    run.setExpiresAt(now + Micros.of(submission.expiresIn()));
    run.setStartedAt(worker == null ? null : now);
    run.setPromptTokens(0L);
    run.setCompletionTokens(0L);
    run.setCachedTokens(0L);
    run.setReasoningTokens(0L);
    return run;
  }

  /** Where the run is and who holds it, without what it is to do. */
  Optional<TkRunsRecord> state(DSLContext sql, RunId id) {
    return selectState(sql, id).fetchOptional(row -> row.into(TK_RUNS));
  }

  /**
   * Sees to it that the run stays with its worker until the transaction ends.
   *
   * @throws LeaseLostException if the lease no longer opens the run
   */
  void hold(DSLContext sql, Lease lease) {
    TkRunsRecord run =
        selectState(sql, lease.runId())
            .forUpdate()
            .fetchOptional(row -> row.into(TK_RUNS))
            .orElseThrow(() -> new LeaseLostException(lease, null));
    if (run.getToken() != lease.token() || !RunMoves.AT_WORK.contains(RunRow.status(run))) {
      throw new LeaseLostException(lease, run.getToken());
    }
  }

  private static SelectConditionStep<?> selectState(DSLContext sql, RunId id) {
    return sql.select(STATE).from(TK_RUNS).where(TK_RUNS.ID.eq(id.value()));
  }

  /** As {@link #state} of one that the scope has. */
  TkRunsRecord state(DSLContext sql, Scope scope, RunId id) {
    return selectState(sql, id)
        .and(found(scope))
        .fetchOptional(row -> row.into(TK_RUNS))
        .orElseThrow(() -> new NotFoundException("run", id.value()));
  }

  /** As {@link #state} of those that are there; nobody else can change them. */
  Map<String, TkRunsRecord> lockStates(DSLContext sql, Collection<String> ids) {
    return sql
        .select(STATE)
        .from(TK_RUNS)
        .where(TK_RUNS.ID.in(ids))
        .orderBy(TK_RUNS.ID)
        .forUpdate()
        .fetchInto(TK_RUNS)
        .stream()
        .collect(Collectors.toMap(TkRunsRecord::getId, Function.identity()));
  }

  /**
   * Notes the newest event of each run, at the end of the transaction; the caller holds their
   * locks.
   */
  void noteEvents(DSLContext sql, Map<String, Long> newest) {
    if (!newest.isEmpty()) {
      LastWrites.add(
          sql,
          sql.update(TK_RUNS)
              .set(TK_RUNS.LAST_EVENT, DSL.case_(TK_RUNS.ID).mapValues(newest))
              .where(TK_RUNS.ID.in(newest.keySet())));
    }
  }

  Optional<TkRunsRecord> find(DSLContext sql, Scope scope, RunId id) {
    return select(sql, scope, id).fetchOptional();
  }

  /** As {@link #find}, for one whose row nobody else can change. */
  Optional<TkRunsRecord> lock(DSLContext sql, Scope scope, RunId id) {
    return select(sql, scope, id).forUpdate().fetchOptional();
  }

  private static SelectConditionStep<TkRunsRecord> select(DSLContext sql, Scope scope, RunId id) {
    return sql.selectFrom(TK_RUNS).where(TK_RUNS.ID.eq(id.value())).and(found(scope));
  }

  /** Puts {@code spec}, as it is stored, in the place of the old. */
  void respecify(DSLContext sql, RunId id, String spec) {
    LastWrites.add(
        sql, sql.update(TK_RUNS).set(TK_RUNS.SPEC, spec).where(TK_RUNS.ID.eq(id.value())));
  }

  Optional<TkRunsRecord> active(DSLContext sql, Scope scope, ThreadId thread) {
    return sql.selectFrom(TK_RUNS)
        .where(TK_RUNS.ACTIVE_THREAD_ID.eq(thread.value()))
        .and(found(scope))
        .fetchOptional();
  }

  void require(DSLContext sql, Scope scope, RunId id) {
    if (!sql.fetchExists(TK_RUNS, TK_RUNS.ID.eq(id.value()).and(found(scope)))) {
      throw new NotFoundException("run", id.value());
    }
  }

  /** The thread's active run, which nobody else can move until the transaction ends. */
  Optional<TkRunsRecord> lockActive(DSLContext sql, ThreadId thread) {
    return sql.selectFrom(TK_RUNS)
        .where(TK_RUNS.ACTIVE_THREAD_ID.eq(thread.value()))
        .forUpdate()
        .fetchOptional();
  }

  List<TkRunsRecord> page(DSLContext sql, ThreadId thread, PageRequest page) {
    Condition within = TK_RUNS.THREAD_ID.eq(thread.value());
    return OF_THREAD
        .select(sql, dialect, within, page, OF_THREAD.start(sql, "run", within, page))
        .fetch();
  }
}
