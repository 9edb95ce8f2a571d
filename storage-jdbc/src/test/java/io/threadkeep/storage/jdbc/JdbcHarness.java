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

/** One database for all rules of a test class, emptied before each of them. */
final class JdbcHarness implements StoreHarness {
  private final Optional<DatabaseServer> server;
  private final @Nullable EncryptionOptions encryption;
  private @Nullable DatabaseAddress address;

  JdbcHarness(Optional<DatabaseServer> server) {
    this(server, null);
  }

  JdbcHarness(Optional<DatabaseServer> server, @Nullable EncryptionOptions encryption) {
    this.server = server;
    this.encryption = encryption;
  }

  @Override
  public ThreadStore openEmpty(ManualClock clock) {
    ThreadStore store = open(clock);
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
  public void close() {}

  private ThreadStore open(ManualClock clock) {
    return JdbcThreadStore.open(address().options(), encryption, seams(clock));
  }

  /** The machine's back-off, but the clock of the test in every statement. */
  static Seams seams(ManualClock clock) {
    return new Seams(Backoff.system(), () -> DSL.val(Micros.of(clock.instant())));
  }

  private synchronized DatabaseAddress address() {
    if (address == null) {
      address =
          server
              .orElseThrow(() -> new TestAbortedException("not on this machine; see above"))
              .fresh();
    }
    return address;
  }
}
