/**
 * The run engine in a world of its own: the real engine, on a real store, in several processes that
 * crash, freeze and lose their storage, with one thread at work at a time and no time but {@link
 * io.threadkeep.kit.simulation.Scheduler}'s. All that happens is drawn from one seed, so that the
 * same seed happens again.
 *
 * <p>A {@code Host} is a process. Whatever runs in it is an {@code Activity}: a thread that gives
 * way before each look at the store, in each model call, tool call and pause, and goes on when the
 * scheduler says so. {@code HostStore} stands between each process and the store: it lets
 * operations take time, fail, or succeed and fail to say so. {@code Auditor} sees each that
 * succeeded, at once, and looks at the store itself for what must never be there.
 */
@NullMarked
package io.threadkeep.kit.simulation;

import org.jspecify.annotations.NullMarked;
