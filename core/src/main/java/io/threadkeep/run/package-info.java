/**
 * One durable piece of work on a thread: its status, the one table of legal moves, its steps and
 * what it used.
 */
@NullMarked
package io.threadkeep.run;

import org.jspecify.annotations.NullMarked;
