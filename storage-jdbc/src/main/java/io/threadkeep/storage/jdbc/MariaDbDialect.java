package io.threadkeep.storage.jdbc;

import io.threadkeep.store.StorageUnavailableException;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQL;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.UpdateConditionStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** MariaDB. Its DDL commits as it goes: steps can be run again, under a lock of the session. */
final class MariaDbDialect implements Dialect {
  // Not sysdate(6): that is in the session's time zone, where an hour comes twice a year.
  private static final Field<Long> NOW =
      DSL.field(
          "timestampdiff(microsecond, '1970-01-01 00:00:00', utc_timestamp(6))",
          SQLDataType.BIGINT);

  private static final SQL STORAGE =
      DSL.sql("engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin");

  // Lock names belong to the whole server and are short: one for each database.
  private static final Field<String> MIGRATION_LOCK =
      DSL.field("concat('threadkeep.', md5(database()))", SQLDataType.VARCHAR);

  private static final int LOCK_SECONDS = 60;

  @Override
  public SQLDialect jooq() {
    return SQLDialect.MARIADB;
  }

  @Override
  public Optional<WordIndex> wordIndex() {
    return Optional.of(new MariaDbWordIndex());
  }

  @Override
  public DatabaseClock clock() {
    return () -> NOW;
  }

  @Override
  public SQL storage() {
    return STORAGE;
  }

  @Override
  public void alone(DSLContext sql, Runnable migration) {
    Field<Integer> got =
        DSL.function("get_lock", SQLDataType.INTEGER, MIGRATION_LOCK, DSL.val(LOCK_SECONDS));
    Integer result = sql.select(got).fetchOne(got);
    if (result == null || result != 1) {
      throw new StorageUnavailableException(
          "Could not migrate the schema: another process has been at it for "
              + LOCK_SECONDS
              + " seconds. Nothing was changed: open the store again when it is done.",
          null);
    }
    try {
      migration.run();
    } finally {
      sql.select(DSL.function("release_lock", SQLDataType.INTEGER, MIGRATION_LOCK)).fetch();
    }
  }

  /** MariaDB has no {@code update … returning}; the rows stay locked until they are read. */
  @Override
  public <R extends Record> Result<Record> updated(
      DSLContext sql,
      Table<R> table,
      UpdateConditionStep<R> update,
      Condition which,
      Field<?>... fields) {
    return update.execute() == 0
        ? sql.newResult(fields)
        : sql.select(fields).from(table).where(which).fetch();
  }
}
