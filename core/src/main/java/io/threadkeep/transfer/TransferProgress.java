package io.threadkeep.transfer;

/**
 * How far a transfer has come.
 *
 * @param threads that were begun
 * @param messages that were read, whether they were stored or there before
 * @param bytes of the file; saved answers are read twice, and count twice
 */
public record TransferProgress(long threads, long messages, long bytes) {}
