package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_BUDGETS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_RESERVATIONS;
import static org.jooq.impl.DSL.row;

import io.threadkeep.budget.BudgetKey;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.internal.digest.Sha256;
import io.threadkeep.storage.jdbc.schema.tables.records.TkBudgetsRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** The budgets' table. Rows are locked in the order of their keys. */
final class BudgetRows {

  /** One budget in one period. */
  record Place(String id, long start) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byId = id.compareTo(other.id);
      return byId == 0 ? Long.compare(start, other.start) : byId;
    }
  }

  private final DatabaseClock clock;

  BudgetRows(DatabaseClock clock) {
    this.clock = clock;
  }

  Instant now(DSLContext sql) {
    return Micros.instant(sql.select(clock.now()).fetchSingle().value1());
  }

  static Place place(BudgetKey key, Instant now) {
    return new Place(id(key), Micros.of(key.period().start(now)));
  }

  /** Stands for the key: the parts have no bound in common that an index could hold. */
  private static String id(BudgetKey key) {
    String thread = key.thread() == null ? "" : key.thread().value();
    // No part but the name and the user's can hold a line's end, and their lengths stand before.
    return Sha256.hex(
        String.join(
            "\n",
            key.period().name(),
            key.unit().name(),
            thread,
            key.name().length() + ":" + key.name(),
            key.owner().tenant().length() + ":" + key.owner().tenant(),
            ScopeCondition.user(key.owner())));
  }

  /** A budget of which nothing was spent yet. */
  static TkBudgetsRecord whole(BudgetKey key, Instant now) {
    Instant end = key.period().end(now);
    return new TkBudgetsRecord(
        id(key),
        Micros.of(key.period().start(now)),
        end == null ? null : Micros.of(end),
        key.name(),
        key.owner().tenant(),
        ScopeCondition.user(key.owner()),
        key.thread() == null ? "" : key.thread().value(),
        0L,
        0L);
  }

  /** Those that are there; nobody else can change them until the transaction ends. */
  SortedMap<Place, TkBudgetsRecord> lock(DSLContext sql, Collection<Place> places) {
    return byPlace(
        places.isEmpty()
            ? List.of()
            : sql.selectFrom(TK_BUDGETS)
                .where(at(places))
                .orderBy(TK_BUDGETS.ID, TK_BUDGETS.PERIOD_START)
                .forUpdate()
                .fetch());
  }

  Map<Place, TkBudgetsRecord> find(DSLContext sql, Collection<Place> places) {
    return byPlace(sql.selectFrom(TK_BUDGETS).where(at(places)).fetch());
  }

  private static SortedMap<Place, TkBudgetsRecord> byPlace(List<TkBudgetsRecord> rows) {
    SortedMap<Place, TkBudgetsRecord> found = new TreeMap<>();
    rows.forEach(row -> found.put(new Place(row.getId(), row.getPeriodStart()), row));
    return found;
  }

  private static Condition at(Collection<Place> places) {
    return row(TK_BUDGETS.ID, TK_BUDGETS.PERIOD_START)
        .in(places.stream().map(place -> row(place.id, place.start)).toList());
  }

  void insert(DSLContext sql, TkBudgetsRecord budget) {
    sql.insertInto(TK_BUDGETS).set(budget).execute();
  }

  /** As {@link #lock} has found it, with other sums. */
  void keep(DSLContext sql, TkBudgetsRecord budget) {
    sql.update(TK_BUDGETS)
        .set(TK_BUDGETS.SPENT, budget.getSpent())
        .set(TK_BUDGETS.RESERVED, budget.getReserved())
        .where(TK_BUDGETS.ID.eq(budget.getId()))
        .and(TK_BUDGETS.PERIOD_START.eq(budget.getPeriodStart()))
        .execute();
  }

  int forget(DSLContext sql, Duration age, int limit) {
    Condition over = TK_BUDGETS.PERIOD_END.le(clock.before(age)).and(TK_BUDGETS.RESERVED.eq(0L));
    List<Place> old =
        sql.select(TK_BUDGETS.ID, TK_BUDGETS.PERIOD_START)
            .from(TK_BUDGETS)
            .where(over)
            .limit(limit)
            .fetch(row -> new Place(row.value1(), row.value2()));
    return old.isEmpty() ? 0 : sql.deleteFrom(TK_BUDGETS).where(at(old)).and(over).execute();
  }

  /** Of a user, or of a whole tenant. */
  void erase(DSLContext sql, Scope scope) {
    // What is still reserved is not to be taken off what is begun anew.
    sql.deleteFrom(TK_RESERVATIONS)
        .where(
            TK_RESERVATIONS.BUDGET_ID.in(
                sql.select(TK_BUDGETS.ID).from(TK_BUDGETS).where(in(scope))))
        .execute();
    sql.deleteFrom(TK_BUDGETS).where(in(scope)).execute();
  }

  boolean hasAny(DSLContext sql, Scope scope) {
    return sql.fetchExists(TK_BUDGETS, in(scope));
  }

  private static Condition in(Scope scope) {
    return ScopeCondition.of(TK_BUDGETS.TENANT, TK_BUDGETS.USER_ID, scope);
  }

  /** What a thread that is removed has spent of budgets of its own. */
  void deleteAll(DSLContext sql, ThreadId thread) {
    sql.deleteFrom(TK_BUDGETS).where(TK_BUDGETS.THREAD_ID.eq(thread.value())).execute();
  }
}
