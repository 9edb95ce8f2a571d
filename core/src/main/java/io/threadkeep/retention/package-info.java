/**
 * How long threads stay: rules of the host, reports of what they have come to, and receipts of what
 * was erased.
 *
 * <p>The unit is the thread. The log of a thread that lives never loses a message: a rule archives
 * or deletes threads as a whole, and leaves alone what has a run that has not ended.
 */
@NullMarked
package io.threadkeep.retention;

import org.jspecify.annotations.NullMarked;
