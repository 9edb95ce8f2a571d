package io.threadkeep.storage.jdbc;

import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQL;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.SelectForUpdateStep;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.UpdateConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Where the databases differ: standard SQL, and each overrides what it says in another way. */
interface Dialect {

  static Dialect of(Database database) {
    return switch (database) {
      case H2 -> new H2Dialect();
      case POSTGRESQL -> new PostgresDialect();
      case MARIADB -> new MariaDbDialect();
    };
  }

  SQLDialect jooq();

  DatabaseClock clock();

  /** A column type that compares text byte by byte. */
  default DataType<?> exact(DataType<?> text) {
    return text;
  }

  /** What follows the closing parenthesis of {@code create table}. */
  default @Nullable SQL storage() {
    return null;
  }

  /**
   * The order of a query that an index can give, behind {@code equal}: columns that its condition
   * holds to one value each. They make no difference to the result, but one to the plan.
   */
  default List<SortField<?>> order(List<Field<?>> equal, List<SortField<?>> order) {
    return order;
  }

  /**
   * A column in the guard of an update. What others changed while the update waited for a row's
   * lock must be looked at again.
   */
  default Field<String> guard(Field<String> column) {
    return column;
  }

  /** Candidates for a guarded update, locked; passes over those that others are working on. */
  default <R extends Record> Select<R> candidates(SelectForUpdateStep<R> query) {
    return query.forUpdate().skipLocked();
  }

  /** Whether {@link #told} reaches {@link PostgresEar}s, in whichever process they are. */
  default boolean tells() {
    return false;
  }

  /** Has {@code news} told when the transaction is committed, by being selected. */
  default Field<String> told(News news) {
    return DSL.inline("");
  }

  /**
   * Clears away what a migration has left that was killed; nobody else is at it.
   *
   * @param version that the schema has reached
   * @return that from which the migration goes on
   */
  default int recovered(DSLContext sql, int version) {
    return version;
  }

  /** Runs {@code migration} while no other process does. */
  default void alone(DSLContext sql, Runnable migration) {
    migration.run();
  }

  /**
   * Runs {@code update} and returns the rows that it hit, as they are now.
   *
   * @param which finds those rows, after the update too
   * @param fields what to return of them
   */
  default <R extends Record> Result<Record> updated(
      DSLContext sql,
      Table<R> table,
      UpdateConditionStep<R> update,
      Condition which,
      Field<?>... fields) {
    return update.returningResult(fields).fetch();
  }

  /** How rows are found by words; nothing where there is no text search. */
  default Optional<WordIndex> wordIndex() {
    return Optional.empty();
  }

  /** Whether a {@code with} may hold statements that write, which see each other's results. */
  default boolean writesInQueries() {
    return false;
  }

  /**
   * Ends the transaction with {@code last}, and perhaps with its commit.
   *
   * @return whether the transaction is committed
   */
  default boolean end(DSLContext sql, List<Query> last) {
    last.forEach(Query::execute);
    return false;
  }
}
