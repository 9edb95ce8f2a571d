package io.threadkeep.storage.jdbc;

import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.TableRecord;

/** The inserts of a {@link OneStatement}: each is made where an earlier part has found a row. */
final class InsertFrom {

  /**
   * @param row what to insert
   * @param found columns that get what the earlier part has found, instead of what is in the row
   */
  record Insertion(TableRecord<?> row, Map<Field<?>, Field<?>> found) {
    static Insertion of(TableRecord<?> row) {
      return new Insertion(row, Map.of());
    }

    private Select<Record> from(Table<?> part) {
      return select(values(row, found)).from(part);
    }
  }

  private InsertFrom() {}

  /** What each column gets: what is {@code found}, or what is in {@code row}. */
  static List<Field<?>> values(TableRecord<?> row, Map<Field<?>, Field<?>> found) {
    return Arrays.stream(row.fields())
        .<Field<?>>map(column -> found.containsKey(column) ? found.get(column) : value(row, column))
        .toList();
  }

  private static <T> Field<T> value(TableRecord<?> row, Field<T> column) {
    return val(row.get(column), column);
  }

  /**
   * @param part has one row, or none: then nothing is inserted
   * @param insertions into one table
   */
  static CommonTableExpression<?> insert(Table<?> part, List<Insertion> insertions) {
    Table<?> table = insertions.get(0).row().getTable();
    Select<Record> rows =
        insertions.stream()
            .map(insertion -> insertion.from(part))
            .reduce(Select::unionAll)
            .orElseThrow();
    return name("into_" + table.getName())
        .as(insertInto(table, table.fields()).select(rows).returningResult(table.fields()));
  }
}
