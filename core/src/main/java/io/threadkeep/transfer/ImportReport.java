package io.threadkeep.transfer;

import java.util.List;

/**
 * What came of an import.
 *
 * @param stored what is new
 * @param found what was there already, and the same
 * @param problems the first {@value #MOST_PROBLEMS} of them
 * @param problemCount of all
 * @param whole whether the file was read to its end, and has one
 */
public record ImportReport(
    TransferCounts stored,
    TransferCounts found,
    List<TransferProblem> problems,
    long problemCount,
    boolean whole) {
  public static final int MOST_PROBLEMS = 1_000;

  public ImportReport {
    problems = List.copyOf(problems);
  }

  /** Whether all that was in the file is now here. */
  public boolean isClean() {
    return whole && problemCount == 0;
  }
}
