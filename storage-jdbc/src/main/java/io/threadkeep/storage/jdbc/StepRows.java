package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_STEPS;

import io.threadkeep.context.WindowManifest;
import io.threadkeep.id.RunId;
import io.threadkeep.id.StepId;
import io.threadkeep.json.JsonCodec;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepStatus;
import io.threadkeep.storage.jdbc.InsertFrom.Insertion;
import io.threadkeep.storage.jdbc.schema.tables.records.TkStepsRecord;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** The steps' table. Written only under the lock of the run's row. */
final class StepRows {

  /** What of a step is never asked for by itself. */
  record Body(@Nullable WindowManifest manifest, RunStep.Outcome outcome) {}

  private static final Keyset<TkStepsRecord> OF_RUN =
      Keyset.of(TK_STEPS, TK_STEPS.CREATED_AT, TK_STEPS.ID, TK_STEPS.RUN_ID);

  private final Dialect dialect;
  private final Seal seal;

  StepRows(Dialect dialect, Seal seal) {
    this.dialect = dialect;
    this.seal = seal;
  }

  StepRows with(Seal newSeal) {
    return new StepRows(dialect, newSeal);
  }

  /**
   * Adds {@code steps}, or puts them in the place of the run's own with the same ids, at the end of
   * the transaction.
   */
  void put(DSLContext sql, RunId run, List<RunStep> steps) {
    if (steps.isEmpty()) {
      return;
    }
    LastWrites.add(
        sql,
        sql.deleteFrom(TK_STEPS)
            .where(TK_STEPS.ID.in(ids(steps)))
            .and(TK_STEPS.RUN_ID.eq(run.value())));
    LastWrites.add(
        sql,
        sql.insertInto(TK_STEPS, TK_STEPS.fields())
            .valuesOfRecords(steps.stream().map(step -> row(run, step)).toList()));
  }

  /** Adds {@code steps}, none of which is there, as part of a statement. */
  CommonTableExpression<?> inserting(Table<?> part, RunId run, List<RunStep> steps) {
    return InsertFrom.insert(
        part, steps.stream().map(step -> Insertion.of(row(run, step))).toList());
  }

  /** Whether there are {@code steps}, and the run has all of them, exactly as they are. */
  boolean hasAll(DSLContext sql, RunId run, List<RunStep> steps) {
    return !steps.isEmpty() && find(sql, run, steps).containsAll(steps);
  }

  /** Those of {@code steps} that the run does not have. */
  List<RunStep> missing(DSLContext sql, RunId run, List<RunStep> steps) {
    if (steps.isEmpty()) {
      return steps;
    }
    Set<String> there =
        sql.select(TK_STEPS.ID)
            .from(TK_STEPS)
            .where(TK_STEPS.ID.in(ids(steps)))
            .and(TK_STEPS.RUN_ID.eq(run.value()))
            .fetchSet(TK_STEPS.ID);
    return steps.stream().filter(step -> !there.contains(step.id().value())).toList();
  }

  /** Whether one of {@code steps} is there, and at its end. */
  boolean hasEnded(DSLContext sql, RunId run, List<RunStep> steps) {
    return find(sql, run, steps).stream()
        .anyMatch(step -> step.outcome().status() != StepStatus.IN_PROGRESS);
  }

  /** Those of {@code steps} that the run has, as they are stored. */
  private List<RunStep> find(DSLContext sql, RunId run, List<RunStep> steps) {
    return sql.selectFrom(TK_STEPS)
        .where(TK_STEPS.ID.in(ids(steps)))
        .and(TK_STEPS.RUN_ID.eq(run.value()))
        .fetch(this::step);
  }

  List<RunStep> page(DSLContext sql, RunId run, PageRequest page) {
    Condition within = TK_STEPS.RUN_ID.eq(run.value());
    return OF_RUN
        .select(sql, dialect, within, page, OF_RUN.start(sql, "run step", within, page))
        .fetch(this::step);
  }

  int delete(DSLContext sql, Collection<String> runs) {
    return sql.deleteFrom(TK_STEPS).where(TK_STEPS.RUN_ID.in(runs)).execute();
  }

  private static List<String> ids(List<RunStep> steps) {
    return steps.stream().map(step -> step.id().value()).toList();
  }

  /** What is unique of a step. */
  static String row(String run, String step) {
    return run + "/" + step;
  }

  private TkStepsRecord row(RunId run, RunStep step) {
    return new TkStepsRecord(
        step.id().value(),
        run.value(),
        step.attempt(),
        seal.close(
            TK_STEPS.BODY,
            row(run.value(), step.id().value()),
            JsonCodec.write(new Body(step.manifest(), step.outcome()))),
        Micros.of(step.createdAt()));
  }

  private RunStep step(TkStepsRecord row) {
    Body body =
        JsonCodec.read(
            seal.open(TK_STEPS.BODY, row(row.getRunId(), row.getId()), row.getBody()), Body.class);
    return new RunStep(
        new StepId(row.getId()),
        new RunId(row.getRunId()),
        row.getAttempt(),
        Micros.instant(row.getCreatedAt()),
        body.manifest(),
        body.outcome());
  }
}
