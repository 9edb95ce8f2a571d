/**
 * Internal. The run engine.
 *
 * <h2>The life of a claim</h2>
 *
 * <p>{@link io.threadkeep.internal.engine.RunEngine} has a number of <em>slots</em>. Whoever has a
 * slot may hold one run. A submit that finds a slot free has its run born claimed; else the run
 * waits in the store, and the dispatcher claims it when a slot comes free, woken at once by the
 * submit or by a slot, and by its poll for runs that other JVMs have left.
 *
 * <p>A claimed run is entered in {@link io.threadkeep.internal.engine.HeldRuns} and driven on a
 * thread of its own by {@link io.threadkeep.internal.engine.RunDriver}. What is to be done is
 * decided by {@link io.threadkeep.internal.engine.RunMachine}, a pure function from state and event
 * to the next state and one action: read the window, call the model, commit, or stop. The driver
 * carries the action out and comes back with the event. Only the commit writes, once, under the
 * lease: reply, step, usage and final status in one transaction.
 *
 * <p>Meanwhile {@link io.threadkeep.internal.engine.LeaseKeeper}'s heartbeat extends all held
 * leases in one call, and learns from the answer which runs are to be cancelled and which are lost.
 * It is not trusted to return: a watch on the monotonic clock takes a run for lost once two thirds
 * of its lease have gone by without an extension, whatever the reason. A lost or cancelled run has
 * its model call stopped; the machine turns a cancel into a confirmation, and a loss into silence.
 *
 * <p>{@link io.threadkeep.internal.engine.Reaper} asks the store for what has run out of lease or
 * time: dead workers' runs go back to the queue, or end. Whatever ends in this JVM completes the
 * futures of those who await it; those who await a run of another JVM poll.
 *
 * <p>Every round that touches the store is a plain method ({@code dispatch}, {@code beat}, {@code
 * watch}, {@code reap}); threads only call them, so that a test can call them instead.
 */
@NullMarked
package io.threadkeep.internal.engine;

import org.jspecify.annotations.NullMarked;
