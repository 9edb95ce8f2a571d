package io.threadkeep.storage.jdbc;

import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.StoreHarness;
import io.threadkeep.storage.jdbc.JdbcThreadStore.Seams;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.store.ThreadStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * One store, emptied for each trial, whose connections a test can break; counts its pauses, waits
 * never.
 */
final class BreakableStore implements StoreHarness {
  private final List<Long> pauses = new ArrayList<>();
  private final Pools pools;
  private final FaultyDataSource faults;
  private final StoredRows rows;
  private final JdbcThreadStore store;
  private ManualClock clock = new ManualClock();

  BreakableStore(DatabaseAddress database) {
    this(database, null);
  }

  BreakableStore(DatabaseAddress database, @Nullable EncryptionOptions encryption) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    Backoff backoff = new Backoff(pause -> pauses.add(pause.toMillis()), random);
    pools = Pools.open(database.options(), backoff);
    faults = new FaultyDataSource(pools.work());
    store =
        new JdbcThreadStore(
            Pools.of(faults.dataSource(), false),
            true,
            encryption,
            new Seams(backoff, () -> DSL.val(Micros.of(clock.instant()))));
    rows = StoredRows.of(database);
  }

  FaultyDataSource faults() {
    return faults;
  }

  /** What is in the database, seen past the faults. */
  StoredRows rows() {
    return rows;
  }

  List<Long> pauses() {
    return pauses;
  }

  /** The one store there is: it stays open, since its pools are not its own. */
  @Override
  public ThreadStore openEmpty(ManualClock newClock) {
    clock = newClock;
    faults.expect(Fault.NONE);
    rows.clear();
    return store;
  }

  @Override
  public Optional<ThreadStore> openAgain(ManualClock newClock) {
    return Optional.empty();
  }

  @Override
  public void close() {
    rows.close();
    pools.owned().run();
  }
}
