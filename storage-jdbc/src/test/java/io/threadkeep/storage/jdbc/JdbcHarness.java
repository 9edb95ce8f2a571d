package io.threadkeep.storage.jdbc;

import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.StoreHarness;
import io.threadkeep.storage.jdbc.JdbcThreadStore.Seams;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.store.ThreadStore;
import java.util.Optional;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * One database for all rules of a test class, emptied before each of them. A server's connections
 * are kept from rule to rule; a file is closed with its store.
 */
final class JdbcHarness implements StoreHarness {
  private final Optional<DatabaseServer> server;
  private final @Nullable EncryptionOptions encryption;
  private @Nullable DatabaseAddress address;
  private @Nullable Pools kept;

  JdbcHarness(Optional<DatabaseServer> server) {
    this(server, null);
  }

  JdbcHarness(Optional<DatabaseServer> server, @Nullable EncryptionOptions encryption) {
    this.server = server;
    this.encryption = encryption;
  }

  @Override
  public ThreadStore openEmpty(ManualClock clock) {
    ThreadStore store =
        address().options().url().startsWith("jdbc:h2:")
            ? open(clock)
            : new JdbcThreadStore(kept(), true, encryption, seams(clock));
    try (StoredRows rows = StoredRows.of(address())) {
      rows.clear();
    }
    return store;
  }

  @Override
  public Optional<ThreadStore> openAgain(ManualClock clock) {
    return Optional.of(open(clock));
  }

  @Override
  public synchronized void close() {
    if (kept != null) {
      kept.owned().run();
    }
  }

  /** Not for a store to close. */
  private synchronized Pools kept() {
    if (kept == null) {
      kept = Pools.open(address().options(), Backoff.system());
    }
    return new Pools(kept.work(), kept.heartbeats(), kept.ear(), () -> {});
  }

  private ThreadStore open(ManualClock clock) {
    return JdbcThreadStore.open(address().options(), encryption, seams(clock));
  }

  /** The machine's back-off, but the clock of the test in every statement. */
  static Seams seams(ManualClock clock) {
    return new Seams(Backoff.system(), () -> DSL.val(Micros.of(clock.instant())));
  }

  synchronized DatabaseAddress address() {
    if (address == null) {
      address =
          server
              .orElseThrow(() -> new TestAbortedException("not on this machine; see above"))
              .fresh();
    }
    return address;
  }
}
