package io.threadkeep.storage.jdbc;

import io.threadkeep.id.RunId;
import io.threadkeep.run.Lease;
import java.util.Collection;
import java.util.Set;

/** Every tenant's {@link Seal}. As it stands here, encryption is off. */
interface Seals {
  Seals OFF = new Seals() {};

  default Seal of(String tenant) {
    return Seal.NONE;
  }

  /**
   * The seal of the run's tenant. May ask the database: not for inside a transaction.
   *
   * @throws io.threadkeep.run.LeaseLostException if the run is gone
   */
  default Seal of(Lease lease) {
    return Seal.NONE;
  }

  /** For work that reads and writes no content; whoever does all the same is refused. */
  default Seal ofNobody() {
    return Seal.NONE;
  }

  /** Takes note of whose run it is, for {@link #of(Lease)}. */
  default void note(RunId run, String tenant) {}

  /** Tenants whose keys cannot be had in this process at the moment. */
  default Set<String> shut() {
    return Set.of();
  }

  /** Has {@code tenants} be {@link #shut} for a while. */
  default void shut(Collection<String> tenants) {}
}
