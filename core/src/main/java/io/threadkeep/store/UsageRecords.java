package io.threadkeep.store;

import io.threadkeep.id.Scope;
import io.threadkeep.usage.UsageEntry;
import io.threadkeep.usage.UsageLine;
import io.threadkeep.usage.UsageQuery;
import java.util.List;

/**
 * What was used, added up where it is stored. No run is loaded for it, and a run's writes know
 * nothing of it.
 *
 * <p>It is what the runs say that are there, and a ledger of what has no run: when a thread is
 * removed, what its runs have used is noted there in the same transaction, by tenant, user,
 * assistant, model and day.
 */
public interface UsageRecords {

  /**
   * What was used in the scope, a line for each group of the query that has a run or an entry, in
   * any order. Runs at work count with what they have committed so far.
   *
   * <p>Costs what the scope's own runs are that are still stored, or the thread's if the query
   * names one, and the ledger's entries of those days.
   *
   * @param limit lines at most, from 1: to tell whether there are more, ask for one more
   */
  List<UsageLine> sum(Scope scope, UsageQuery query, int limit);

  /** Notes in the ledger what work beside any run has used; again the same entry, does nothing. */
  void add(UsageEntry entry);
}
