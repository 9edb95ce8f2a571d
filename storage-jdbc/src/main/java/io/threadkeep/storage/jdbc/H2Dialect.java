package io.threadkeep.storage.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.SelectForUpdateStep;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** H2, embedded or as a server. */
final class H2Dialect implements Dialect {
  // Stands still within a transaction, from its first use on: lock first, then look at the clock.
  private static final Field<Long> NOW =
      DSL.field(
          "cast(extract(epoch from current_timestamp) * 1000000 as bigint)", SQLDataType.BIGINT);

  @Override
  public SQLDialect jooq() {
    return SQLDialect.H2;
  }

  @Override
  public DatabaseClock clock() {
    return () -> NOW;
  }

  /**
   * Hidden from every index: once an index has answered a condition, H2 (2.5.252) does not ask it
   * again after the wait for a lock, and two workers would claim the same run.
   */
  @Override
  public Field<String> guard(Field<String> column) {
    return DSL.lower(column);
  }

  /**
   * Not locked: with {@code for update} H2 reads and locks all rows of the condition and sorts
   * them, whatever the limit. The guarded update decides, here as everywhere.
   */
  @Override
  public <R extends Record> Select<R> candidates(SelectForUpdateStep<R> query) {
    return query;
  }

  /**
   * Two sessions that create the same index at once break each other in H2, whatever {@code if not
   * exists} says, and DDL commits, which ends every lock on rows. So the database itself is locked:
   * the statements of others wait, and new connections are refused, which is retried.
   */
  @Override
  public void alone(DSLContext sql, Runnable migration) {
    sql.execute("set exclusive 1");
    try {
      migration.run();
    } finally {
      sql.execute("set exclusive 0");
    }
  }

  @Override
  public int recovered(DSLContext sql, int version) {
    return H2Leftovers.clear(sql, version) ? 0 : version;
  }

  /** H2 walks an index backwards only if all its columns are named; else it reads all and sorts. */
  @Override
  public List<SortField<?>> order(List<Field<?>> equal, List<SortField<?>> order) {
    List<SortField<?>> whole = new ArrayList<>();
    equal.forEach(field -> whole.add(field.sort(order.get(0).getOrder())));
    whole.addAll(order);
    return whole;
  }
}
