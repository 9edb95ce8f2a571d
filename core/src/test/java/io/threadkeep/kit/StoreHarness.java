package io.threadkeep.kit;

import io.threadkeep.store.ThreadStore;
import java.util.Optional;

/** Gives the contract a store to try its rules on. */
public interface StoreHarness extends AutoCloseable {

  /** A store on storage that holds nothing, whose deciding clock is {@code clock}. */
  ThreadStore openEmpty(ManualClock clock);

  /**
   * Another instance on the storage of the last {@link #openEmpty}, beside it or after it was
   * closed; nothing if the store keeps its data for itself.
   */
  Optional<ThreadStore> openAgain(ManualClock clock);

  /** Ends what the harness started. Stores that it opened are closed by whoever asked for them. */
  @Override
  void close();
}
