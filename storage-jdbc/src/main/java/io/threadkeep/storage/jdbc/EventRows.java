package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_EVENTS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.threadkeep.event.EventBody;
import io.threadkeep.event.RunEvent;
import io.threadkeep.id.RunId;
import io.threadkeep.json.JsonCodec;
import io.threadkeep.storage.jdbc.InsertFrom.Insertion;
import io.threadkeep.storage.jdbc.schema.tables.records.TkEventsRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The events' table. What was stored together is one row: a streamed reply has hundreds of pieces.
 * Written only under the lock of the run's row.
 */
final class EventRows {

  /** A row's events, the first of which has the row's sequence. */
  record Body(List<EventBody> events) {}

  /** What one run gets: the sequence that {@code bodies} begin with, and they. */
  record Batch(long first, List<EventBody> bodies) {
    long last() {
      return first + bodies.size() - 1;
    }
  }

  private final Dialect dialect;
  private final DatabaseClock clock;
  private final Seal seal;

  EventRows(Dialect dialect, DatabaseClock clock, Seal seal) {
    this.dialect = dialect;
    this.clock = clock;
    this.seal = seal;
  }

  EventRows with(Seal newSeal) {
    return new EventRows(dialect, clock, newSeal);
  }

  /** At the end of the transaction, as of {@code at}; as of now, if that is null. */
  void insert(DSLContext sql, RunId run, Batch events, @Nullable Long at) {
    if (!events.bodies().isEmpty()) {
      insert(sql, List.of(row(run, events)), at == null ? clock.now() : val(at));
    }
  }

  /** At the end of the transaction; {@code rows} are of {@link #row}, and may be many runs'. */
  void insert(DSLContext sql, List<TkEventsRecord> rows) {
    if (!rows.isEmpty()) {
      insert(sql, rows, clock.now());
    }
  }

  private static void insert(DSLContext sql, List<TkEventsRecord> rows, Field<Long> at) {
    Map<Field<?>, Field<?>> time = Map.of(TK_EVENTS.CREATED_AT, at);
    LastWrites.add(
        sql,
        sql.insertInto(TK_EVENTS, TK_EVENTS.fields())
            .valuesOfRows(
                rows.stream().map(row -> DSL.row(InsertFrom.values(row, time))).toList()));
  }

  /** As part of a statement, which knows {@code at}. */
  CommonTableExpression<?> inserting(Table<?> part, RunId run, Batch events, Field<Long> at) {
    return InsertFrom.insert(
        part, List.of(new Insertion(row(run, events), Map.of(TK_EVENTS.CREATED_AT, at))));
  }

  /** Up to {@code limit} events above {@code after} and up to {@code last}. */
  List<RunEvent> page(DSLContext sql, RunId run, long after, long last, int limit) {
    List<RunEvent> events = new ArrayList<>();
    for (TkEventsRecord row : rows(sql, run, after, limit).fetch()) {
      long sequence = row.getFirstEvent();
      Instant at = Micros.instant(row.getCreatedAt());
      for (EventBody body : bodies(row)) {
        if (sequence > after && sequence <= last && events.size() < limit) {
          events.add(new RunEvent(run, sequence, at, body));
        }
        sequence++;
      }
    }
    return events;
  }

  private List<EventBody> bodies(TkEventsRecord row) {
    String body =
        seal.open(TK_EVENTS.BODY, row(row.getRunId(), row.getFirstEvent()), row.getBody());
    return JsonCodec.read(body, Body.class).events();
  }

  /** From the row that has the next event, which may begin with earlier ones. */
  Select<TkEventsRecord> rows(DSLContext sql, RunId run, long after, int limit) {
    Condition ofRun = TK_EVENTS.RUN_ID.eq(run.value());
    Field<Long> first =
        field(
            select(max(TK_EVENTS.FIRST_EVENT))
                .from(TK_EVENTS)
                .where(ofRun)
                .and(TK_EVENTS.FIRST_EVENT.le(after + 1)));
    return sql.selectFrom(TK_EVENTS)
        .where(ofRun)
        .and(TK_EVENTS.FIRST_EVENT.ge(coalesce(first, val(0L))))
        .orderBy(dialect.order(List.of(TK_EVENTS.RUN_ID), List.of(TK_EVENTS.FIRST_EVENT.asc())))
        .limit(limit);
  }

  /**
   * Forgets whole runs, those first whose events began first. A run that is gone has ended too.
   *
   * @return of how many runs
   */
  int forget(DSLContext sql, Duration age, int limit) {
    List<String> runs = oldest(sql, age, limit).fetch(TK_EVENTS.RUN_ID);
    if (!runs.isEmpty()) {
      sql.deleteFrom(TK_EVENTS).where(TK_EVENTS.RUN_ID.in(runs)).execute();
    }
    return runs.size();
  }

  Select<Record1<String>> oldest(DSLContext sql, Duration age, int limit) {
    Field<Long> before = clock.before(age);
    Condition goesOn = TK_RUNS.ENDED_AT.isNull().or(TK_RUNS.ENDED_AT.ge(before));
    return sql.select(TK_EVENTS.RUN_ID)
        .from(TK_EVENTS)
        .where(TK_EVENTS.FIRST_EVENT.eq(1L))
        .and(TK_EVENTS.CREATED_AT.lt(before))
        .and(
            notExists(selectOne().from(TK_RUNS).where(TK_RUNS.ID.eq(TK_EVENTS.RUN_ID)).and(goesOn)))
        .orderBy(dialect.order(List.of(TK_EVENTS.FIRST_EVENT), List.of(TK_EVENTS.CREATED_AT.asc())))
        .limit(limit);
  }

  int delete(DSLContext sql, Collection<String> runs) {
    return sql.deleteFrom(TK_EVENTS).where(TK_EVENTS.RUN_ID.in(runs)).execute();
  }

  /** But for the time. */
  TkEventsRecord row(RunId run, Batch batch) {
    TkEventsRecord row = new TkEventsRecord();
    row.setRunId(run.value());
    row.setFirstEvent(batch.first());
    row.setLastEvent(batch.last());
    row.setBody(
        seal.close(
            TK_EVENTS.BODY,
            row(run.value(), batch.first()),
            JsonCodec.write(new Body(batch.bodies()))));
    return row;
  }

  /** What is unique of a row. */
  static String row(String run, long first) {
    return run + "/" + first;
  }
}
