package io.threadkeep.storage.jdbc;

import io.threadkeep.id.RunId;
import io.threadkeep.id.ThreadId;
import java.util.List;

/**
 * What came of a crowd's runs.
 *
 * @param lost runs that did not complete with their reply
 * @param doubled threads whose log is not what one run each makes of it
 * @param notesTakenTwice idempotency keys
 * @param unknownNotes of calls whose worker was lost under them
 * @param callsPerRun model calls made, by those that a run without faults makes
 */
record ChaosReport(
    int kills,
    int pauses,
    int runs,
    List<RunId> lost,
    List<ThreadId> doubled,
    List<String> notesTakenTwice,
    long unknownNotes,
    double callsPerRun) {

  @Override
  public String toString() {
    return String.format(
        "%d kills, %d pauses, %d runs, %d lost, %d doubled, %d notes twice, %d unknown, %.3f calls",
        kills,
        pauses,
        runs,
        lost.size(),
        doubled.size(),
        notesTakenTwice.size(),
        unknownNotes,
        callsPerRun);
  }
}
