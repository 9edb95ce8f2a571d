/**
 * Record and replay: what a model answered once is kept in a file, and tests are answered from it.
 *
 * <p>A {@link io.threadkeep.transport.fake.cassette.Cassette} is one file of interactions, in YAML
 * that is meant to be read in a review. Each holds a request and what came of it, an answer or a
 * typed failure. Requests are never read back into objects: a request of today is written down in
 * the same way as the recorded ones, and the two texts are compared. So the same redaction serves
 * both sides, and a mismatch is shown as the difference between two texts.
 *
 * <p>What differs from run to run is not written: ids and instants of messages, ids of runs, and
 * time limits. Ids of tool calls are numbered in the order in which they appear: within the
 * cassette where they are written, so that each answer keeps ids of its own, and within the request
 * where they are compared, so that a window may begin anywhere.
 */
@NullMarked
package io.threadkeep.transport.fake.cassette;

import org.jspecify.annotations.NullMarked;
