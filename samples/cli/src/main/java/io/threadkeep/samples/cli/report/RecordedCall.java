package io.threadkeep.samples.cli.report;

import java.time.Instant;

/**
 * One model call of a recorded conversation.
 *
 * @param end the newest position that the model could see
 * @param preamble tokens of instructions and tools
 * @param at when it was answered
 * @param completion tokens of the answer
 * @param isLast of its run: no tool was called
 */
record RecordedCall(
    long end, Speaker speaker, int preamble, Instant at, int completion, boolean isLast) {}
