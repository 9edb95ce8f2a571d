package io.threadkeep.storage.jdbc;

import io.threadkeep.run.Lease;
import io.threadkeep.run.Run;

/** Every tenant's {@link Seal}. As it stands here, encryption is off. */
interface Seals {
  Seals OFF = new Seals() {};

  /** Whether content is never sealed, nor read if it is. */
  default boolean isOff() {
    return true;
  }

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

  /** The run's thread, which its content is bound to, as {@link #of(Lease)}; empty if off. */
  default String threadOf(Lease lease) {
    return "";
  }

  /** For work that reads and writes no content; whoever does all the same is refused. */
  default Seal ofNobody() {
    return Seal.NONE;
  }

  /** Takes note of whose run it is, for those that take a lease. */
  default void note(Run run) {}

  /** The tenant's keys have been removed from the database. */
  default void forget(String tenant) {}
}
