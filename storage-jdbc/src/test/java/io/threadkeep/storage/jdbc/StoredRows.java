package io.threadkeep.storage.jdbc;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.threadkeep.storage.jdbc.schema.DefaultSchema;
import io.threadkeep.storage.jdbc.schema.Tables;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.tools.jdbc.JDBCUtils;
import org.jspecify.annotations.Nullable;

/** All that is in the tables of one database, whatever the store would show of it. */
final class StoredRows implements AutoCloseable {
  private static final List<Table<?>> TABLES =
      DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
          .filter(table -> !table.equals(Tables.TK_SCHEMA_VERSION))
          .toList();

  private final Connection connection;
  private @Nullable String everything;

  private StoredRows(Connection connection) {
    this.connection = connection;
  }

  static StoredRows of(DatabaseAddress database) {
    try {
      return new StoredRows(database.connect());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void clear() {
    try (var statement = connection.createStatement()) {
      for (Table<?> table : TABLES) {
        statement.addBatch("delete from " + table.getName());
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every row of every table that has any, in words. */
  Map<String, List<String>> read() {
    Map<String, List<String>> rows = new TreeMap<>();
    try (var statement = connection.createStatement();
        ResultSet found = statement.executeQuery(everything())) {
      while (found.next()) {
        rows.computeIfAbsent(found.getString(1), none -> new ArrayList<>()).add(found.getString(2));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    rows.values().forEach(ofTable -> ofTable.sort(null));
    return rows;
  }

  private String everything() {
    if (everything == null) {
      everything =
          DSL.using(JDBCUtils.dialect(connection), Transactions.settings())
              .renderInlined(everyRow());
    }
    return everything;
  }

  /** One query for all tables: it is made thousands of times. */
  private static Select<Record2<String, String>> everyRow() {
    return TABLES.stream().map(StoredRows::rowsOf).reduce(Select::unionAll).orElseThrow();
  }

  private static Select<Record2<String, String>> rowsOf(Table<?> table) {
    return select(inline(table.getName()), inWords(table)).from(table);
  }

  private static Field<String> inWords(Table<?> table) {
    return concat(
        table
            .fieldStream()
            .flatMap(
                field ->
                    Stream.of(coalesce(field.cast(String.class), inline("null")), inline(" | ")))
            .toArray(Field<?>[]::new));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
