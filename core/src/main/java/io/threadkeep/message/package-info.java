/** The entries of a thread's log: what was said, by whom, in which order. Immutable. */
@NullMarked
package io.threadkeep.message;

import org.jspecify.annotations.NullMarked;
