package io.threadkeep.storage.jdbc.server;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Makes a new database on one server each time. */
final class NumberedDatabases implements DatabaseServer {
  private final DatabaseAddress first;
  private final UnaryOperator<String> url;
  private final String prefix;
  private final AtomicInteger count = new AtomicInteger();

  /**
   * @param first where {@code create database} is understood
   * @param url of the database with a name
   */
  NumberedDatabases(DatabaseAddress first, UnaryOperator<String> url) {
    this.first = first;
    this.url = url;
    // A given server may have been used before, by another run of the tests.
    this.prefix = "threadkeep_" + ProcessHandle.current().pid() + "_";
  }

  @Override
  public DatabaseAddress fresh() {
    String name = prefix + count.incrementAndGet();
    try {
      first.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create database " + name, e);
    }
    return new DatabaseAddress(url.apply(name), first.user(), first.password());
  }
}
