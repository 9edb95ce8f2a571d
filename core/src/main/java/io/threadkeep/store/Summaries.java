package io.threadkeep.store;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import java.util.Optional;

/**
 * Summaries of threads: derived from the log, in versions that are told apart by where they end.
 * All are gone with the thread.
 */
public interface Summaries {

  /**
   * The newest summary that {@code model} has made of the thread, of those that end at or before
   * {@code position}. Costs one row, whatever there is; nothing if the thread is not in scope.
   */
  Optional<MadeSummary> newest(Scope scope, ThreadId thread, String model, long position);

  /**
   * Keeps {@code made}. If the same model's summary of the thread that ends there is kept already,
   * that one stays: two may have been at work on it.
   *
   * @return whether there is one that ends there now; not if something of {@code basis} was
   *     withdrawn while it was made
   * @throws io.threadkeep.error.NotFoundException if the thread is not in scope
   */
  boolean add(Scope scope, MadeSummary made, SummaryBasis basis);
}
