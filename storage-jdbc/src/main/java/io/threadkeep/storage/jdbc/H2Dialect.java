package io.threadkeep.storage.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * H2. Migrations need no lock of their own: H2 runs one DDL statement at a time, and every step can
 * be run again.
 */
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

  /** H2 walks an index backwards only if all its columns are named; else it reads all and sorts. */
  @Override
  public List<SortField<?>> order(List<Field<?>> equal, List<SortField<?>> order) {
    List<SortField<?>> whole = new ArrayList<>();
    equal.forEach(field -> whole.add(field.sort(order.get(0).getOrder())));
    whole.addAll(order);
    return whole;
  }
}
