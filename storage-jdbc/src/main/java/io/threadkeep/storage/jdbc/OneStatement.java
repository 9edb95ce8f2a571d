package io.threadkeep.storage.jdbc;

import java.util.Optional;
import org.jooq.DSLContext;

/**
 * A transaction as one statement, for databases {@linkplain Dialect#writesInQueries whose queries
 * can write}: in auto-commit mode it takes one round trip, and no lock is held across the network.
 *
 * <p>It writes all or nothing, and only where nothing is in its way. What is, is told apart by the
 * transaction of several steps that follows.
 */
interface OneStatement<T> {

  /** Whether it is made for what is to be written. */
  boolean fits();

  /** What it came to; nothing if it has written nothing. */
  Optional<T> in(DSLContext sql);
}
