package io.threadkeep.storage.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A data source whose connections break where a test says. */
final class FaultyDataSource {

  /** When a commit goes wrong. */
  enum Break {
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  private final DataSource source;
  private final AtomicInteger commits = new AtomicInteger();
  private volatile Break where = Break.AFTER_COMMIT;
  private volatile String state = "08006";
  private volatile String product = "";

  FaultyDataSource(DataSource source) {
    this.source = source;
  }

  /** Makes the next {@code count} commits fail with a lost connection. */
  void breakCommits(int count, Break when) {
    breakCommits(count, when, "08006");
  }

  void breakCommits(int count, Break when, String sqlState) {
    where = when;
    state = sqlState;
    commits.set(count);
  }

  void callItself(String name) {
    product = name;
  }

  /** How many of the announced failures have not come. */
  int pending() {
    return commits.get();
  }

  DataSource dataSource() {
    return proxy(
        DataSource.class,
        source,
        (name, call) ->
            name.equals("getConnection") ? connection((Connection) call.run()) : call.run());
  }

  private Connection connection(Connection real) {
    return proxy(
        Connection.class,
        real,
        (name, call) ->
            switch (name) {
              case "commit" -> commit(call);
              case "getMetaData" -> metaData((DatabaseMetaData) call.run());
              default -> call.run();
            });
  }

  private Object commit(Call call) throws Throwable {
    boolean fails = commits.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    if (fails && where == Break.BEFORE_COMMIT) {
      throw new SQLException("broken before commit, password=canary", state);
    }
    Object result = call.run();
    if (fails) {
      throw new SQLException("broken after commit, password=canary", state);
    }
    return result;
  }

  private DatabaseMetaData metaData(DatabaseMetaData real) {
    return proxy(
        DatabaseMetaData.class,
        real,
        (name, call) ->
            name.equals("getDatabaseProductName") && !product.isEmpty() ? product : call.run());
  }

  @FunctionalInterface
  private interface Call {
    Object run() throws Throwable;
  }

  @FunctionalInterface
  private interface Around {
    Object run(String method, Call call) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, T real, Around around) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                around.run(
                    method.getName(),
                    () -> {
                      try {
                        return method.invoke(real, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    })));
  }
}
