/** What becomes of threads with time: passes over all of them, one process at a time. */
@NullMarked
package io.threadkeep.internal.life;

import org.jspecify.annotations.NullMarked;
