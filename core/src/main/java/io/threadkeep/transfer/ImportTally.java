package io.threadkeep.transfer;

import java.util.ArrayList;
import java.util.List;

/** Adds up what comes of an import. */
final class ImportTally {
  private final List<TransferProblem> problems = new ArrayList<>();
  private long problemCount;
  private TransferCounts stored = TransferCounts.NONE;
  private TransferCounts found = TransferCounts.NONE;

  void stored(TransferCounts more) {
    stored = stored.plus(more);
  }

  void found(TransferCounts more) {
    found = found.plus(more);
  }

  void problem(TransferProblem problem) {
    problemCount++;
    if (problems.size() < ImportReport.MOST_PROBLEMS) {
      problems.add(problem);
    }
  }

  ImportReport report(boolean whole) {
    return new ImportReport(stored, found, problems, problemCount, whole);
  }
}
