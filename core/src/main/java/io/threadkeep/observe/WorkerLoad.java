package io.threadkeep.observe;

/**
 * What this JVM's workers are at.
 *
 * @param slots runs that it may hold at once
 * @param busy runs that it holds
 * @param leftBehind threads in model calls and tools that were given up and have not come back
 */
public record WorkerLoad(int slots, int busy, int leftBehind) {}
