/** A conversation as a stored thing: {@link io.threadkeep.thread.ChatThread}. */
@NullMarked
package io.threadkeep.thread;

import org.jspecify.annotations.NullMarked;
