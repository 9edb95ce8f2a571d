/**
 * A transport without a model, for tests and first steps: it echoes, follows rules or reads from a
 * script, fails on cue, and never pretends to be a model.
 *
 * <p>The same requests always get the same answers, piece for piece, and the usage that core itself
 * would count.
 */
@NullMarked
package io.threadkeep.transport.fake;

import org.jspecify.annotations.NullMarked;
