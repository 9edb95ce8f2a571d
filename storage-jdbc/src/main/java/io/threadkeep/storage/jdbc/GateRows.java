package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_GATES;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import io.threadkeep.storage.jdbc.schema.tables.records.TkGatesRecord;
import io.threadkeep.store.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** The gates' table; a model has a row from the first time that it is limited or closed. */
final class GateRows {

  /** A gate that nobody else can enter until the transaction ends. */
  record Locked(Instant closedUntil, Allowance last) {}

  /** Nothing was left then, so all is there by now, whatever the limit. */
  private static final Allowance NEVER_ENTERED = new Allowance(0, 0, Instant.EPOCH);

  private final DatabaseClock clock;

  GateRows(DatabaseClock clock) {
    this.clock = clock;
  }

  /** That the gate of the {@code model} of a run is not closed. */
  Condition isOpen(Field<String> model) {
    return notExists(
        selectOne()
            .from(TK_GATES)
            .where(TK_GATES.MODEL.eq(model))
            .and(TK_GATES.CLOSED_UNTIL.gt(clock.now())));
  }

  Instant now(DSLContext sql) {
    return Micros.instant(sql.select(clock.now()).fetchSingle().value1());
  }

  Optional<Locked> lock(DSLContext sql, String model) {
    return sql.selectFrom(TK_GATES)
        .where(TK_GATES.MODEL.eq(model))
        .forUpdate()
        .fetchOptional()
        .map(GateRows::locked);
  }

  void insert(DSLContext sql, String model, Allowance left) {
    insert(sql, model, DSL.val(0L), left);
  }

  private static void insert(
      DSLContext sql, String model, Field<Long> closedUntil, Allowance left) {
    sql.insertInto(TK_GATES)
        .set(TK_GATES.MODEL, model)
        .set(TK_GATES.CLOSED_UNTIL, closedUntil)
        .set(TK_GATES.REQUESTS_LEFT, left.requests())
        .set(TK_GATES.TOKENS_LEFT, left.tokens())
        .set(TK_GATES.REFILLED_AT, Micros.of(left.at()))
        .execute();
  }

  void keep(DSLContext sql, String model, Allowance left) {
    sql.update(TK_GATES)
        .set(TK_GATES.REQUESTS_LEFT, left.requests())
        .set(TK_GATES.TOKENS_LEFT, left.tokens())
        .set(TK_GATES.REFILLED_AT, Micros.of(left.at()))
        .where(TK_GATES.MODEL.eq(model))
        .execute();
  }

  /** Closes the gate, unless it is closed for longer. */
  void close(DSLContext sql, String model, Duration delay) {
    int closed =
        sql.update(TK_GATES)
            .set(TK_GATES.CLOSED_UNTIL, greatest(TK_GATES.CLOSED_UNTIL, clock.in(delay)))
            .where(TK_GATES.MODEL.eq(model))
            .execute();
    if (closed == 0) {
      insert(sql, model, clock.in(delay), NEVER_ENTERED);
    }
  }

  Map<String, Duration> closed(DSLContext sql) {
    Field<Long> left = TK_GATES.CLOSED_UNTIL.minus(clock.now());
    Map<String, Duration> closed = new LinkedHashMap<>();
    sql.select(TK_GATES.MODEL, left)
        .from(TK_GATES)
        .where(TK_GATES.CLOSED_UNTIL.gt(clock.now()))
        .orderBy(TK_GATES.MODEL)
        .forEach(row -> closed.put(row.value1(), Micros.duration(row.value2())));
    return closed;
  }

  private static Locked locked(TkGatesRecord row) {
    return new Locked(
        Micros.instant(row.getClosedUntil()),
        new Allowance(
            row.getRequestsLeft(), row.getTokensLeft(), Micros.instant(row.getRefilledAt())));
  }
}
