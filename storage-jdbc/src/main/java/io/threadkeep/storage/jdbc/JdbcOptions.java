package io.threadkeep.storage.jdbc;

import io.threadkeep.wiring.Secret;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a store finds its database when the host brings no {@code DataSource}.
 *
 * @param url as the driver wants it; completed with what keeps data and leases safe, unless it says
 *     otherwise itself
 * @param user null if the URL names one or the database wants none
 * @param poolSize connections for everything but heartbeats, which have one of their own
 * @param connectionTimeout how long a call waits for a connection
 * @param migrate whether an older schema is brought up to date; else it is refused
 * @param listen whether one more connection hears at once what other processes have done, where the
 *     database can tell, as PostgreSQL can; workers look once a second in any case
 */
public record JdbcOptions(
    String url,
    @Nullable String user,
    Secret password,
    int poolSize,
    Duration connectionTimeout,
    boolean migrate,
    boolean listen) {
  public static final int DEFAULT_POOL_SIZE = 10;
  public static final Duration DEFAULT_CONNECTION_TIMEOUT = Duration.ofSeconds(10);

  public static JdbcOptions of(String url) {
    return new JdbcOptions(
        url, null, new Secret(""), DEFAULT_POOL_SIZE, DEFAULT_CONNECTION_TIMEOUT, true, true);
  }

  /** An H2 database file in {@code directory}, which is made if it is not there. */
  public static JdbcOptions h2(Path directory) {
    return of(H2Url.in(directory));
  }

  public JdbcOptions withCredentials(@Nullable String newUser, Secret newPassword) {
    return new JdbcOptions(url, newUser, newPassword, poolSize, connectionTimeout, migrate, listen);
  }

  public JdbcOptions withPool(int newSize, Duration newConnectionTimeout) {
    return new JdbcOptions(url, user, password, newSize, newConnectionTimeout, migrate, listen);
  }

  public JdbcOptions withMigrate(boolean newMigrate) {
    return new JdbcOptions(url, user, password, poolSize, connectionTimeout, newMigrate, listen);
  }

  public JdbcOptions withListen(boolean newListen) {
    return new JdbcOptions(url, user, password, poolSize, connectionTimeout, migrate, newListen);
  }

  /** Without what follows the address in the URL, where some keep their password. */
  @Override
  public String toString() {
    return "JdbcOptions["
        + Urls.shown(url)
        + ", poolSize="
        + poolSize
        + ", migrate="
        + migrate
        + ", listen="
        + listen
        + "]";
  }
}
