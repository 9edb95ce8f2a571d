package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RESERVATIONS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;

import io.threadkeep.budget.BudgetUnit;
import io.threadkeep.id.RunId;
import io.threadkeep.id.StepId;
import io.threadkeep.storage.jdbc.BudgetRows.Place;
import io.threadkeep.storage.jdbc.schema.tables.records.TkReservationsRecord;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** The reservations' table: a row for each budget of each model call under way. */
final class ReservationRows {
  private final DatabaseClock clock;

  ReservationRows(DatabaseClock clock) {
    this.clock = clock;
  }

  /** All of the run; nobody else can end them until the transaction ends. */
  List<TkReservationsRecord> lock(DSLContext sql, RunId run) {
    return lock(sql, TK_RESERVATIONS.RUN_ID.eq(run.value()));
  }

  /** Those of one call. */
  List<TkReservationsRecord> lock(DSLContext sql, RunId run, StepId call) {
    return lock(
        sql, TK_RESERVATIONS.RUN_ID.eq(run.value()).and(TK_RESERVATIONS.CALL_ID.eq(call.value())));
  }

  /** Those whose run is not at work any more under the lease that they were made under. */
  List<TkReservationsRecord> lockLeft(DSLContext sql, int limit) {
    // Looked for without locks first: what is left behind once stays so.
    var left =
        sql.select(TK_RESERVATIONS.RUN_ID, TK_RESERVATIONS.CALL_ID, TK_RESERVATIONS.BUDGET_ID)
            .from(TK_RESERVATIONS)
            .where(
                notExists(
                    selectOne()
                        .from(TK_RUNS)
                        .where(TK_RUNS.ID.eq(TK_RESERVATIONS.RUN_ID))
                        .and(TK_RUNS.TOKEN.eq(TK_RESERVATIONS.TOKEN))
                        .and(RunMoves.atWork())))
            .limit(limit)
            .fetch();
    return left.isEmpty()
        ? List.of()
        : lock(
            sql,
            row(TK_RESERVATIONS.RUN_ID, TK_RESERVATIONS.CALL_ID, TK_RESERVATIONS.BUDGET_ID)
                .in(left.map(each -> row(each.value1(), each.value2(), each.value3()))));
  }

  private static List<TkReservationsRecord> lock(DSLContext sql, Condition which) {
    return sql.selectFrom(TK_RESERVATIONS)
        .where(which)
        .orderBy(TK_RESERVATIONS.RUN_ID, TK_RESERVATIONS.CALL_ID, TK_RESERVATIONS.BUDGET_ID)
        .forUpdate()
        .fetch();
  }

  TkReservationsRecord reservation(
      RunId run, StepId call, long token, Place budget, BudgetUnit unit, long amount) {
    TkReservationsRecord row = new TkReservationsRecord();
    row.setRunId(run.value());
    row.setCallId(call.value());
    row.setBudgetId(budget.id());
    row.setPeriodStart(budget.start());
    row.setUnit(Names.name(unit));
    row.setAmount(amount);
    row.setToken(token);
    return row;
  }

  void insert(DSLContext sql, List<TkReservationsRecord> rows) {
    for (TkReservationsRecord row : rows) {
      sql.insertInto(TK_RESERVATIONS)
          .set(row)
          .set(TK_RESERVATIONS.CREATED_AT, clock.now())
          .execute();
    }
  }

  void delete(DSLContext sql, List<TkReservationsRecord> rows) {
    sql.deleteFrom(TK_RESERVATIONS)
        .where(
            row(TK_RESERVATIONS.RUN_ID, TK_RESERVATIONS.CALL_ID, TK_RESERVATIONS.BUDGET_ID)
                .in(
                    rows.stream()
                        .map(each -> row(each.getRunId(), each.getCallId(), each.getBudgetId()))
                        .toList()))
        .execute();
  }
}
