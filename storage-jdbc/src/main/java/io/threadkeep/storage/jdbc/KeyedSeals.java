package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.Run;
import org.jspecify.annotations.Nullable;

/** Encryption is on. */
final class KeyedSeals implements Seals {
  private static final long MOST = 100_000;

  private record Home(String tenant, String thread) {}

  private final Keyring keys;
  private final EncryptionOptions options;
  private final Transactions transactions;

  /** A worker shows a lease, and no tenant or thread. A run's never change. */
  private final Cache<String, Home> homes = Caffeine.newBuilder().maximumSize(MOST).build();

  KeyedSeals(Keyring keys, EncryptionOptions options, Transactions transactions) {
    this.keys = keys;
    this.options = options;
    this.transactions = transactions;
  }

  @Override
  public boolean isOff() {
    return false;
  }

  @Override
  public TenantSeal of(String tenant) {
    return new TenantSeal(keys, tenant, options);
  }

  @Override
  public Seal of(Lease lease) {
    return of(home(lease).tenant);
  }

  @Override
  public String threadOf(Lease lease) {
    return home(lease).thread;
  }

  private Home home(Lease lease) {
    String run = lease.runId().value();
    Home home = homes.getIfPresent(run);
    if (home == null) {
      home = find(run);
      if (home == null) {
        throw new LeaseLostException(lease, null);
      }
      homes.put(run, home);
    }
    return home;
  }

  private @Nullable Home find(String run) {
    return transactions.read(
        "find the tenant of run " + run,
        sql ->
            sql.select(TK_RUNS.TENANT, TK_RUNS.THREAD_ID)
                .from(TK_RUNS)
                .where(TK_RUNS.ID.eq(run))
                .fetchOne(row -> new Home(row.value1(), row.value2())));
  }

  @Override
  public Seal ofNobody() {
    return new NobodysSeal();
  }

  @Override
  public void note(Run run) {
    homes.put(run.id().value(), new Home(run.owner().tenant(), run.threadId().value()));
  }

  @Override
  public void forget(String tenant) {
    keys.forget(tenant);
  }
}
