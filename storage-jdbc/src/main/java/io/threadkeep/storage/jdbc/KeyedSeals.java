package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.threadkeep.id.RunId;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeaseLostException;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Encryption is on. */
final class KeyedSeals implements Seals {
  private static final long MOST = 100_000;

  private final Keyring keys;
  private final boolean acceptClear;
  private final Transactions transactions;
  private final Cache<String, Boolean> shut;

  /** A worker shows a lease and no tenant. Whose a run is never changes. */
  private final Cache<String, String> tenants = Caffeine.newBuilder().maximumSize(MOST).build();

  KeyedSeals(Keyring keys, boolean acceptClear, Transactions transactions, Ticker ticker) {
    this.keys = keys;
    this.acceptClear = acceptClear;
    this.transactions = transactions;
    this.shut =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .ticker(ticker)
            .expireAfterWrite(Keyring.REFUSALS_KEPT)
            .build();
  }

  @Override
  public TenantSeal of(String tenant) {
    return new TenantSeal(keys, tenant, acceptClear);
  }

  @Override
  public Seal of(Lease lease) {
    String run = lease.runId().value();
    String tenant = tenants.getIfPresent(run);
    if (tenant == null) {
      tenant = find(run);
      if (tenant == null) {
        throw new LeaseLostException(lease, null);
      }
      tenants.put(run, tenant);
    }
    return of(tenant);
  }

  private @Nullable String find(String run) {
    return transactions.read(
        "find the tenant of run " + run,
        sql ->
            sql.select(TK_RUNS.TENANT)
                .from(TK_RUNS)
                .where(TK_RUNS.ID.eq(run))
                .fetchOne(TK_RUNS.TENANT));
  }

  @Override
  public Seal ofNobody() {
    return new NobodysSeal();
  }

  @Override
  public void note(RunId run, String tenant) {
    tenants.put(run.value(), tenant);
  }

  @Override
  public Set<String> shut() {
    return Set.copyOf(shut.asMap().keySet());
  }

  @Override
  public void shut(Collection<String> those) {
    those.forEach(tenant -> shut.put(tenant, true));
  }
}
