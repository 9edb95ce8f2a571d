package io.threadkeep.storage.jdbc;

import io.threadkeep.storage.jdbc.Fault.How;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source that fails where a {@link Fault} says, and counts what passes through it. For one
 * thread.
 */
final class FaultyDataSource {

  /** Where a call can fail. */
  enum Point {
    CONNECT,
    STATEMENT,
    COMMIT
  }

  private final DataSource source;
  private final List<Point> passed = new ArrayList<>();
  private final Set<Connection> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private Fault fault = Fault.NONE;
  private String product = "";

  FaultyDataSource(DataSource source) {
    this.source = source;
  }

  /** Counts points from 0 again, and fails at those of {@code next}. */
  void expect(Fault next) {
    passed.clear();
    fault = next;
  }

  /** The points since {@link #expect}. */
  List<Point> passed() {
    return List.copyOf(passed);
  }

  /** How many connections were handed out and have not come back. */
  int open() {
    return open.size();
  }

  void callItself(String name) {
    product = name;
  }

  DataSource dataSource() {
    return proxy(
        DataSource.class,
        source,
        call -> call.name().equals("getConnection") ? connect(call) : call.run());
  }

  private Connection connect(Call call) throws Throwable {
    boolean fails = fault.hits(passed.size());
    passed.add(Point.CONNECT);
    if (fails) {
      throw fault.state().error();
    }
    Connection real = call.run(Connection.class);
    open.add(real);
    return proxy(Connection.class, real, inner -> throughConnection(real, inner));
  }

  private @Nullable Object throughConnection(Connection real, Call call) throws Throwable {
    return switch (call.name()) {
      case "commit" -> pass(Point.COMMIT, real, call);
      case "prepareStatement" -> statement(PreparedStatement.class, point(call.text()), real, call);
      case "createStatement" -> statement(Statement.class, Point.STATEMENT, real, call);
      case "getMetaData" -> metaData(call.run(DatabaseMetaData.class));
      case "close" -> {
        open.remove(real);
        yield call.run();
      }
      default -> call.run();
    };
  }

  /** Some send their last statements and the commit in one. */
  private static Point point(String sql) {
    return sql.endsWith(PostgresDialect.COMMIT) ? Point.COMMIT : Point.STATEMENT;
  }

  private <S extends Statement> S statement(
      Class<S> type, Point point, Connection connection, Call call) throws Throwable {
    return proxy(
        type,
        call.run(type),
        inner -> inner.name().startsWith("execute") ? pass(point, connection, inner) : inner.run());
  }

  private @Nullable Object pass(Point point, Connection connection, Call call) throws Throwable {
    boolean fails = fault.hits(passed.size());
    passed.add(point);
    if (fails && fault.how() == How.BEFORE) {
      throw fault.state().error();
    } else if (fails && fault.how() == How.CLOSE) {
      end(connection.unwrap(Connection.class));
    }
    Object result = call.run();
    if (fails) {
      throw fault.state().error();
    }
    return result;
  }

  /**
   * Rolls back first: a server may notice late that a client is gone, and until then whoever skips
   * locked rows passes over what it had locked, as is right.
   *
   * @param connection the one behind the pool's mask
   */
  private static void end(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
    connection.close();
  }

  private DatabaseMetaData metaData(DatabaseMetaData real) {
    return proxy(
        DatabaseMetaData.class,
        real,
        call ->
            call.name().equals("getDatabaseProductName") && !product.isEmpty()
                ? product
                : call.run());
  }

  /** What is asked of {@code real}. */
  private record Call(Object real, Method method, List<@Nullable Object> arguments) {
    String name() {
      return method.getName();
    }

    /** The first argument. */
    String text() {
      return String.valueOf(arguments.get(0));
    }

    @Nullable Object run() throws Throwable {
      try {
        return method.invoke(real, arguments.toArray());
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    <T> T run(Class<T> type) throws Throwable {
      return Objects.requireNonNull(type.cast(run()));
    }
  }

  @FunctionalInterface
  private interface Around {
    @Nullable Object run(Call call) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, T real, Around around) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                around.run(
                    new Call(
                        real, method, arguments == null ? List.of() : Arrays.asList(arguments)))));
  }
}
