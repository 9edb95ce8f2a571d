/**
 * A transport without a model, for tests and first steps: it reads from a script, follows rules,
 * echoes or babbles, fails on cue, and never pretends to be a model.
 *
 * <p>A call goes like this. Its request is written down and gets a number. If {@link
 * io.threadkeep.transport.fake.FailuresOnCue} have something for that number, that is the answer;
 * otherwise it is that of the first line of the script that fits and is not used up; otherwise what
 * was said for that case. The answer is then delivered: latency, piece, gap, piece, …, end. At each
 * step the call leaves if it was cancelled or the transport closed, and fails once its time, which
 * is reckoned from latency and gaps and not measured, is used up.
 *
 * <p>The same requests in the same order always get the same answers, piece for piece, and the
 * usage that core itself would count. Lines are counted with one atomic number each; there is no
 * lock around the script, so a slow condition holds up its own call alone.
 */
@NullMarked
package io.threadkeep.transport.fake;

import org.jspecify.annotations.NullMarked;
