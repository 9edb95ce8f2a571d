package io.threadkeep.storage.jdbc;

import io.threadkeep.store.SchemaException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.impl.DSL;

/**
 * What a process leaves that is killed while H2 gives a table another column: H2 (2.5.252) fills a
 * copy, drops the table and renames the copy, and any of these may be the last that was done.
 */
final class H2Leftovers {
  private static final Pattern COPY = Pattern.compile("(TK_\\w+?)_COPY_\\d+_\\d+");
  private static final String VERSIONS = "TK_SCHEMA_VERSION";

  private final DSLContext sql;
  private final List<String> tables;
  private final List<String> copies = new ArrayList<>();
  private final TreeSet<String> onlyCopies = new TreeSet<>();

  private H2Leftovers(DSLContext sql) {
    this.sql = sql;
    this.tables =
        sql.fetch(
                "select table_name from information_schema.tables"
                    + " where table_schema = schema() and table_name like 'TK\\_%'")
            .getValues(0, String.class);
    for (String table : tables) {
      Matcher copy = COPY.matcher(table);
      if (copy.matches()) {
        copies.add(table);
        if (!tables.contains(copy.group(1))) {
          onlyCopies.add(table);
        }
      }
    }
  }

  /**
   * Puts in order what can be, before a migration goes on.
   *
   * @return whether nothing is there any more, so that it has to begin anew
   * @throws SchemaException if a table with rows is there as a copy only
   */
  static boolean clear(DSLContext sql, int version) {
    H2Leftovers leftovers = new H2Leftovers(sql);
    if (leftovers.onlyCopies.isEmpty()) {
      leftovers.copies.forEach(leftovers::drop);
      return false;
    }
    if (leftovers.tables.stream().noneMatch(leftovers::hasRows)) {
      leftovers.tables.forEach(leftovers::drop);
      return true;
    }
    throw new SchemaException(
        version,
        Schema.VERSION,
        "A migration was killed while H2 rewrote a table, which is there only as "
            + String.join(", ", leftovers.onlyCopies)
            + ". Go back to the database file as it was before the upgrade; or have a look whether"
            + " all rows are in the copy, rename it to what it is a copy of, and start again.");
  }

  /** The versions are noted before there is anything else. */
  private boolean hasRows(String table) {
    return !table.equals(VERSIONS) && sql.fetchExists(DSL.table(name(table)));
  }

  private void drop(String table) {
    sql.dropTableIfExists(name(table)).cascade().execute();
  }

  /** As H2 writes it. */
  private static Name name(String table) {
    return DSL.quotedName(table);
  }
}
