package io.threadkeep.store;

import java.util.function.Function;

/**
 * The rules by which threads are archived and deleted, on threads of all scopes, some at a time.
 *
 * <p>A thread is the first rule's that it fits, by the store's clock. Left alone is one that has a
 * run that has not ended, active or waiting, and one that somebody is writing to just now; a thread
 * is judged again under its lock.
 */
public interface ThreadRetention {

  /** Counts, and changes nothing. */
  RetentionBatch look(RetentionStep step);

  /**
   * Applies the rules, and saves how far the job has come, in one transaction. Again where the
   * outcome is unknown, returns what the first call has saved.
   *
   * @param progress as it was last saved
   * @param next what is to be saved, from what the batch has come to; perhaps called again
   * @return what is saved
   * @throws JobLostException if somebody else has taken the job; nothing is changed
   */
  String apply(
      JobLease lease, String progress, RetentionStep step, Function<RetentionBatch, String> next);
}
