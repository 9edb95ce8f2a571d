package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_SCHEMA_VERSION;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.TableElement;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;
import org.jooq.impl.QOM;

/**
 * The tables that threads live in, as scripts that a host can print and run with its own tool.
 *
 * <p>Every statement can be run again; the last one of each version notes the version. A host that
 * runs them itself sets {@code threadkeep.jdbc.migrate = false}: opening then only compares
 * versions.
 *
 * <p>On H2 an upgrade wants a copy of the database file: a process that is killed while H2 rewrites
 * a table may leave the rows in a copy of H2's own, which the next start refuses with its name.
 */
public final class Schema {
  /** The version that this code works with. */
  public static final int VERSION = 8;

  private static final String SEARCH = "V7__search.sql";

  private static final List<String> SCRIPTS =
      List.of(
          "V1__threads.sql",
          "V2__run_engine.sql",
          "V3__thread_life.sql",
          "V4__encryption.sql",
          "V5__cost.sql",
          "V6__summaries.sql",
          SEARCH,
          "V8__forks.sql");

  private Schema() {}

  /** All statements for {@code database}, each ended by a semicolon. */
  public static String script(Database database) {
    return statements(Dialect.of(database), 0).stream()
        .map(statement -> statement + ";\n")
        .collect(Collectors.joining("\n"));
  }

  /** The statements that lead from version {@code from} to {@link #VERSION}. */
  static List<String> statements(Dialect dialect, int from) {
    DSLContext sql =
        DSL.using(
            dialect.jooq(),
            Transactions.settings()
                .withRenderFormatted(true)
                .withStatementType(StatementType.STATIC_STATEMENT));
    List<String> statements = new ArrayList<>();
    for (int version = from + 1; version <= VERSION; version++) {
      for (Query step : sql.parser().parse(read(SCRIPTS.get(version - 1)))) {
        statements.add(sql.render(adapted(step, dialect)));
      }
      if (SCRIPTS.get(version - 1).equals(SEARCH)) {
        // No parser of many databases' words knows this one's.
        dialect.wordIndex().map(WordIndex::statement).ifPresent(statements::add);
      }
      statements.add(
          sql.render(
              sql.insertInto(TK_SCHEMA_VERSION)
                  .set(TK_SCHEMA_VERSION.VERSION, version)
                  .onConflictDoNothing()));
    }
    return statements;
  }

  private static Query adapted(Query step, Dialect dialect) {
    if (!(step instanceof QOM.CreateTable table)) {
      return step;
    }
    List<TableElement> elements =
        table.$tableElements().stream().map(element -> adapted(element, dialect)).toList();
    QOM.CreateTable adapted = table.$tableElements(elements);
    return dialect.storage() == null ? adapted : adapted.$storage(dialect.storage());
  }

  private static TableElement adapted(TableElement element, Dialect dialect) {
    if (element instanceof Field<?> column && column.getDataType().hasLength()) {
      DataType<?> exact = dialect.exact(column.getDataType());
      return DSL.field(column.getUnqualifiedName(), exact);
    }
    return element;
  }

  private static String read(String script) {
    try (InputStream in = Schema.class.getResourceAsStream(script)) {
      if (in == null) {
        throw new IllegalStateException("The jar of storage-jdbc lacks " + script + ".");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
