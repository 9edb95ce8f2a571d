package io.threadkeep.storage.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.storage.jdbc.JdbcThreadStore.Seams;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A store on a host's pool whose connections a test can break; counts its pauses, waits never. */
final class BreakableStore implements AutoCloseable {
  private final HikariDataSource pool = new HikariDataSource();
  private final FaultyDataSource faults = new FaultyDataSource(pool);
  private final List<Long> pauses = new ArrayList<>();
  private final JdbcThreadStore store;

  BreakableStore(DatabaseAddress database, ManualClock clock) {
    pool.setJdbcUrl(database.url());
    pool.setUsername(database.user());
    pool.setPassword(database.password());
    pool.setMaximumPoolSize(2);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    Backoff backoff = new Backoff(pause -> pauses.add(pause.toMillis()), random);
    store =
        new JdbcThreadStore(
            Pools.of(faults.dataSource()),
            true,
            new Seams(backoff, JdbcHarness.seams(clock).clock()));
  }

  JdbcThreadStore store() {
    return store;
  }

  FaultyDataSource faults() {
    return faults;
  }

  List<Long> pauses() {
    return pauses;
  }

  @Override
  public void close() {
    store.close();
    pool.close();
  }
}
