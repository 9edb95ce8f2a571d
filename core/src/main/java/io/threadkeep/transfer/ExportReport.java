package io.threadkeep.transfer;

import io.threadkeep.id.ThreadId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went into a file.
 *
 * @param activeRuns that had not ended, and were left out
 * @param vanishedThreads that were deleted while they were written
 * @param tooLarge how many records take more than a line of 16 MiB: left out, a run with its steps,
 *     and of a thread what comes behind such a message
 * @param tooLargeIds of the first {@value ImportReport#MOST_PROBLEMS} of them
 * @param last the thread that was written last to its end; null if none was
 * @param whole whether it was written to its end; false if the watch ended it: another export can
 *     go on {@code after} the last thread, in a file of its own
 */
public record ExportReport(
    TransferCounts written,
    long activeRuns,
    long vanishedThreads,
    long tooLarge,
    List<String> tooLargeIds,
    long bytes,
    @Nullable ThreadId last,
    boolean whole) {
  public ExportReport {
    tooLargeIds = List.copyOf(tooLargeIds);
  }

  /** Whether all that had ended is in the file. */
  public boolean isComplete() {
    return whole && vanishedThreads == 0 && tooLarge == 0;
  }
}
