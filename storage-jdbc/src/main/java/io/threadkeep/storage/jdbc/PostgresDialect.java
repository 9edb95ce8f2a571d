package io.threadkeep.storage.jdbc;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** PostgreSQL. Its DDL is transactional: a migration is there as a whole or not at all. */
final class PostgresDialect implements Dialect {
  private static final Field<Long> NOW =
      DSL.field(
          "cast(extract(epoch from clock_timestamp()) * 1000000 as bigint)", SQLDataType.BIGINT);

  /** What a text ends with that ends its transaction. */
  static final String COMMIT = "commit";

  /** "tkschema" in ASCII: a number that nobody else is likely to lock. */
  private static final long MIGRATION_LOCK = 0x746b_7363_6865_6d61L;

  @Override
  public SQLDialect jooq() {
    return SQLDialect.POSTGRES;
  }

  @Override
  public Optional<WordIndex> wordIndex() {
    return Optional.of(new PostgresWordIndex());
  }

  @Override
  public DatabaseClock clock() {
    return () -> NOW;
  }

  @Override
  public boolean tells() {
    return true;
  }

  @Override
  public Field<String> told(News news) {
    return DSL.field(
        "cast(pg_notify({0}, current_schema() || {1}) as varchar)",
        SQLDataType.VARCHAR, DSL.inline(News.CHANNEL), DSL.val(" " + news.text()));
  }

  @Override
  public boolean writesInQueries() {
    return true;
  }

  /**
   * The driver sends what stands in one text in one go, and the server stops at the first error.
   */
  @Override
  public boolean end(DSLContext sql, List<Query> last) {
    if (last.isEmpty()) {
      return false;
    }
    String text =
        IntStream.range(0, last.size()).mapToObj(i -> "{" + i + "}; ").collect(joining()) + COMMIT;
    sql.execute(text, last.toArray(Query[]::new));
    return true;
  }

  @Override
  public DataType<?> exact(DataType<?> text) {
    return text.collation(DSL.collation(DSL.quotedName("C")));
  }

  @Override
  public void alone(DSLContext sql, Runnable migration) {
    // Held until the transaction ends, however it ends.
    sql.select(DSL.function("pg_advisory_xact_lock", SQLDataType.VARCHAR, DSL.val(MIGRATION_LOCK)))
        .fetch();
    migration.run();
  }
}
