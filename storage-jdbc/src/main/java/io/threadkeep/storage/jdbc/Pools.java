package io.threadkeep.storage.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.threadkeep.store.StorageException;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where connections come from.
 *
 * @param heartbeats apart where the pools are ours: a lease must not wait for a busy pool
 * @param ear for the one connection that hears other processes; null if nobody is to hear them
 * @param owned what to close with the store
 */
record Pools(DataSource work, DataSource heartbeats, @Nullable DataSource ear, Runnable owned) {

  /** The host's own; how it is made, sized and closed is the host's. */
  static Pools of(DataSource source, boolean listen) {
    return new Pools(source, source, listen ? source : null, () -> {});
  }

  static Pools open(JdbcOptions options, Backoff backoff) {
    requireDriver(options.url());
    HikariDataSource work = pool(options, backoff, "threadkeep", options.poolSize());
    HikariDataSource heartbeats;
    try {
      heartbeats = pool(options, backoff, "threadkeep-heartbeats", 1);
    } catch (RuntimeException e) {
      work.close();
      throw e;
    }
    HikariDataSource ear = new HikariDataSource();
    // It connects when it is first asked: most databases have nothing to hear.
    config(options, "threadkeep-ear", 1).copyStateTo(ear);
    return new Pools(
        work,
        heartbeats,
        options.listen() ? ear : null,
        () -> {
          ear.close();
          heartbeats.close();
          work.close();
        });
  }

  private static HikariDataSource pool(
      JdbcOptions options, Backoff backoff, String name, int size) {
    String what = "connect to " + Urls.shown(options.url());
    HikariConfig config = config(options, name, size);
    for (int retry = 0; ; retry++) {
      try {
        return new HikariDataSource(config);
      } catch (PoolInitializationException e) {
        SqlFailure failure =
            SqlFailure.inTransaction(
                e.getCause() instanceof SQLException cause
                    ? cause
                    : new SQLException("no connection"));
        // An H2 that somebody migrates just now; whoever is not there at all is not waited for.
        if (failure.kind() != SqlFailure.Kind.CONTENTION || retry == Backoff.RETRIES) {
          throw failure.toException(what);
        }
        backoff.await(what, retry);
      }
    }
  }

  private static HikariConfig config(JdbcOptions options, String name, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(Urls.completed(options.url()));
    config.setDataSourceProperties(Urls.driverProperties(options.url()));
    if (options.user() != null) {
      config.setUsername(options.user());
    }
    if (!options.password().isEmpty()) {
      config.setPassword(options.password().get());
    }
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(options.connectionTimeout().toMillis());
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    // One try, then the error: a wrong password is not worth a wait.
    config.setInitializationFailTimeout(1);
    config.setExceptionOverride(new ClosedH2());
    return config;
  }

  private static void requireDriver(String url) {
    try {
      DriverManager.getDriver(url);
    } catch (SQLException e) {
      throw new StorageException(
          "No JDBC driver on the class path takes the URL "
              + Urls.shown(url)
              + ". Check how it begins, and add com.h2database:h2, org.postgresql:postgresql or"
              + " org.mariadb.jdbc:mariadb-java-client.",
          null);
    }
  }

  /** Makes the pool drop connections to an H2 that has closed itself, as when the disk was full. */
  private static final class ClosedH2 implements SQLExceptionOverride {
    @java.lang.Override // Hikari's verdict has the same name.
    public Override adjudicate(SQLException error) {
      return SqlFailure.H2_CLOSED.contains(error.getErrorCode())
          ? Override.MUST_EVICT
          : Override.CONTINUE_EVICT;
    }
  }
}
