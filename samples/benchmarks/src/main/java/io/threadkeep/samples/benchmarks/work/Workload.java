package io.threadkeep.samples.benchmarks.work;

import io.threadkeep.samples.benchmarks.place.Database;
import io.threadkeep.samples.benchmarks.place.Place;
import io.threadkeep.storage.jdbc.JdbcThreadStore;
import io.threadkeep.storage.memory.InMemoryThreadStore;
import io.threadkeep.store.ThreadStore;
import java.sql.SQLException;
import java.time.InstantSource;

/** What a turn consists of. */
public enum Workload {
  /** JDBC: a question, a window of 20, a reply; two transactions. */
  PLAIN_TURN,
  /** The same by the store alone: append, window of 20, append. */
  STORE_TURN,
  /** JDBC: the plain turn with a run that is queued with the question, leased, and ended. */
  PLAIN_RUN,
  /** The calls of store and model that a run comes to, one after the other, without an engine. */
  RUN_BY_HAND,
  /** A whole Threadkeep: ask, and be given the reply, with a model that answers at once. */
  FULL_RUN;

  /**
   * On a fresh database.
   *
   * @param callers at once, each of whom can have a connection
   */
  public Stage open(Place place, int callers) throws SQLException {
    return open(Database.fresh(place), callers);
  }

  public Stage open(Database database, int callers) throws SQLException {
    return switch (this) {
      case PLAIN_TURN -> new PlainStage(database, false);
      case PLAIN_RUN -> new PlainStage(database, true);
      case STORE_TURN -> new StoreStage(store(database, callers), StoreStage::turn);
      case RUN_BY_HAND -> new StoreStage(store(database, callers), RunByHand::new);
      case FULL_RUN -> new EngineStage(store(database, callers), callers);
    };
  }

  private static ThreadStore store(Database database, int callers) {
    return database.place() == Place.MEMORY
        ? new InMemoryThreadStore(InstantSource.system())
        : JdbcThreadStore.open(database.options(callers));
  }
}
