/**
 * What a listener hears of a run while it is at work: {@link io.threadkeep.event.RunEvent}s, in one
 * sequence for each run.
 *
 * <p>An event tells ids and pieces of text; whoever wants more reads the message, the step or the
 * run. It is shown only once it is stored, so that everybody sees the same sequence: whoever comes
 * late, comes back, or listens in another JVM.
 */
@NullMarked
package io.threadkeep.event;

import org.jspecify.annotations.NullMarked;
