package io.threadkeep.storage.jdbc;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.page.Order;
import io.threadkeep.page.PageRequest;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Cuts pages by (created, id), never by offset: an index leads straight to the first row of each.
 *
 * @param rows what is returned
 * @param from those, joined with whatever narrows them
 * @param equal columns that the condition holds to one value each, in the order of the index
 */
record Keyset<R extends Record>(
    Table<R> rows, Table<?> from, Field<Long> created, Field<String> id, List<Field<?>> equal) {

  /** Behind which row a page begins. */
  record Key(long created, String id) {}

  static <R extends Record> Keyset<R> of(
      Table<R> rows, Field<Long> created, Field<String> id, Field<?>... equal) {
    return new Keyset<>(rows, rows, created, id, List.of(equal));
  }

  /**
   * The key of {@code page.after}, or null if the page begins at the start.
   *
   * @throws NotFoundException if it is not {@code within}
   */
  @Nullable Key start(DSLContext sql, String kind, Condition within, PageRequest page) {
    String after = page.after();
    if (after == null) {
      return null;
    }
    Long at = sql.select(created).from(rows).where(id.eq(after)).and(within).fetchOne(created);
    if (at == null) {
      throw new NotFoundException(kind, after);
    }
    return new Key(at, after);
  }

  /** Up to one row more than {@code page} asks for, which tells whether there are more. */
  ResultQuery<R> select(
      DSLContext sql, Dialect dialect, Condition within, PageRequest page, @Nullable Key after) {
    return part(sql, dialect, within, page, after).coerce(rows);
  }

  /** As {@link #select}, where others are put beside it. */
  Select<Record> part(
      DSLContext sql, Dialect dialect, Condition within, PageRequest page, @Nullable Key after) {
    return sql.select(rows.fields())
        .from(from)
        .where(after == null ? within : within.and(behind(after, page.order())))
        .orderBy(dialect.order(equal, sorted(created, id, page.order())))
        .limit(DSL.inline(page.limit() + 1));
  }

  private Condition behind(Key key, Order order) {
    // Said so that the first half alone bounds the walk along the index.
    return order == Order.OLDEST_FIRST
        ? created.ge(key.created).and(created.gt(key.created).or(id.gt(key.id)))
        : created.le(key.created).and(created.lt(key.created).or(id.lt(key.id)));
  }

  static List<SortField<?>> sorted(Field<?> created, Field<?> id, Order order) {
    return order == Order.OLDEST_FIRST
        ? List.of(created.asc(), id.asc())
        : List.of(created.desc(), id.desc());
  }
}
