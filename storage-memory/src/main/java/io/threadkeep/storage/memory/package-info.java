/**
 * Threads in memory: for tests, and for conversations that need not survive the process.
 *
 * <p>One lock makes every method a transaction. That is right here and not a shortcut: no method
 * waits for anything, each touches a handful of map entries, and a lock per thread would still need
 * one more for the queue, the keys and the lists that all threads share. Within a transaction the
 * rule is <em>judge first, then change</em>: whatever can be refused is refused before the first
 * change, and no change can fail. So there is nothing to roll back, and a caller sees all of a
 * write or none of it.
 *
 * <p>Records are kept as the objects that were given and handed out again as they are; they are
 * immutable. The {@code Held…} classes are what changes, and all of it is guarded by the lock in
 * {@link io.threadkeep.storage.memory.Memory}.
 *
 * <p>Nothing is ever lost unless {@link io.threadkeep.storage.memory.ThreadBounds} asks for it;
 * what a fork reads of a thread that is forgotten stays with the fork.
 */
@NullMarked
package io.threadkeep.storage.memory;

import org.jspecify.annotations.NullMarked;
