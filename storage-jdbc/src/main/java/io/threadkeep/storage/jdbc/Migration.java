package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_SCHEMA_VERSION;
import static org.jooq.impl.DSL.max;

import io.threadkeep.store.SchemaException;
import java.sql.SQLException;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/** Brings the schema to the version of this code, or says why it cannot be used. */
final class Migration {
  // PostgreSQL; MariaDB and H2; H2 with similar names; H2 without any table.
  private static final Set<String> NO_SUCH_TABLE = Set.of("42P01", "42S02", "42S03", "42S04");

  private final Transactions transactions;
  private final Dialect dialect;

  Migration(Transactions transactions, Dialect dialect) {
    this.transactions = transactions;
    this.dialect = dialect;
  }

  /**
   * @param migrate whether an older schema may be changed
   * @throws SchemaException if it is newer, or older and may not be
   */
  void run(boolean migrate) {
    int found = version();
    if (found < Schema.VERSION && migrate) {
      migrateFrom(found);
      found = version();
    }
    if (found > Schema.VERSION) {
      throw new SchemaException(
          found, Schema.VERSION, "It is newer: use the Threadkeep that made it, or a later one.");
    }
    if (found < Schema.VERSION) {
      throw new SchemaException(
          found,
          Schema.VERSION,
          "Run what Schema.script prints for this database, or set threadkeep.jdbc.migrate = true.");
    }
  }

  /** Two JVMs may both get here: the second one waits, and runs steps that change nothing. */
  private void migrateFrom(int version) {
    transactions.write(
        "migrate the schema",
        (sql, attempt) -> {
          dialect.alone(
              sql,
              () ->
                  Schema.statements(dialect, dialect.recovered(sql, version))
                      .forEach(step -> execute(sql, step)));
          return Schema.VERSION;
        });
  }

  private int version() {
    return transactions.read(
        "read the schema's version",
        sql -> {
          try {
            Integer newest =
                sql.select(max(TK_SCHEMA_VERSION.VERSION))
                    .from(TK_SCHEMA_VERSION)
                    .fetchOne(max(TK_SCHEMA_VERSION.VERSION));
            return newest == null ? 0 : newest;
          } catch (DataAccessException e) {
            if (NO_SUCH_TABLE.contains(e.sqlState())) {
              return 0;
            }
            throw e;
          }
        });
  }

  /** Runs exactly what {@link Schema#script} prints. */
  private static void execute(DSLContext sql, String step) {
    sql.connection(
        connection -> {
          try (var statement = connection.createStatement()) {
            statement.execute(step);
          } catch (SQLException e) {
            throw new DataAccessException("a step of the schema", e);
          }
        });
  }
}
