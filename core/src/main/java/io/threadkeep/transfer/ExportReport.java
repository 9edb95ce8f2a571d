package io.threadkeep.transfer;

/**
 * What went into a file.
 *
 * @param activeRuns that had not ended, and were left out
 * @param vanishedThreads that were deleted while they were written
 * @param whole whether it was written to its end; false if the watch ended it
 */
public record ExportReport(
    TransferCounts written, long activeRuns, long vanishedThreads, long bytes, boolean whole) {}
