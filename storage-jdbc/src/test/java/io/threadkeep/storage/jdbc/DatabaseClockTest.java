package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.threadkeep.internal.time.SystemTime;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All databases of these tests are on this machine, so their clocks are its clock. */
class DatabaseClockTest {

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void theClockIsUtcInMicrosecondsWhateverTheSessionsZone(DatabaseServer server)
      throws SQLException {
    try (Connection connection = server.fresh().connect()) {
      Database kind = Database.of(connection);
      Dialect dialect = Dialect.of(kind);
      DSLContext sql = DSL.using(connection, dialect.jooq(), Transactions.settings());
      for (String zone : new String[] {"-11:00", "+00:00", "+12:45"}) {
        try (var statement = connection.createStatement()) {
          statement.execute(
              switch (kind) {
                case H2 -> "set time zone '" + zone + "'";
                case POSTGRESQL -> "set time zone interval '" + zone + "' hour to minute";
                case MARIADB -> "set time_zone = '" + zone + "'";
              });
        }
        Field<Long> now = dialect.clock().now();
        long micros = sql.select(now).fetchSingle(now);
        assertThat(micros)
            .isCloseTo(
                Micros.of(SystemTime.clock().instant()), within(Micros.of(Duration.ofSeconds(5))));
      }
    }
  }
}
