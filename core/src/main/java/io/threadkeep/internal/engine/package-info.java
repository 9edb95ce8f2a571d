/**
 * Internal. The run engine.
 *
 * <h2>The life of a claim</h2>
 *
 * <p>{@link io.threadkeep.internal.engine.RunEngine} has a number of <em>slots</em>. Whoever has a
 * slot may hold one run. A submit that finds a slot free has its run born claimed; else the run
 * waits in the store, and the dispatcher claims it when a slot comes free, woken at once by the
 * submit, by a slot, or by a store that hears of other JVMs' runs, and by its poll in any case.
 * Runs whose tools or context policy this JVM lacks are none of its business: {@link
 * io.threadkeep.internal.engine.ServedRuns} has the claim pass over them.
 *
 * <p>A claimed run is entered in {@link io.threadkeep.internal.engine.HeldRuns} and driven on a
 * thread of its own by {@link io.threadkeep.internal.engine.RunDriver}. What is to be done is
 * decided by {@link io.threadkeep.internal.engine.RunMachine}, a pure function from a state and the
 * outcome of an action to the next state and one action: take up what earlier attempts have left,
 * read the window, call the model, carry out tools, commit, or stop. The driver carries the action
 * out and comes back with the outcome. Only commits write, under the lease: the last one brings
 * reply, step, usage and final status in one transaction.
 *
 * <h2>Tools</h2>
 *
 * <p>An answer that asks for tools is a <em>round</em>. The commit before it puts the calls in the
 * log; {@link io.threadkeep.internal.engine.ToolHands} has them carried out, each entered in the
 * store's ledger before it may have an effect and again when its output is there; the commit behind
 * it puts the results in the log, and the model is asked again. A worker that takes the run up
 * after another one's death finds the open round in the log and the ledger, and goes on from there.
 * Calls that are the owner's, or that the owner has to agree to, stop the run until {@link
 * io.threadkeep.internal.engine.OwnersTurn} has all their answers. However a run ends, each of its
 * calls has one result in the log: by the commit that ends it, or by {@link
 * io.threadkeep.internal.engine.OpenCalls} where no worker was there to write one.
 *
 * <h2>What keeps a run from hanging</h2>
 *
 * <p>What a model call says on its way is gathered and shown apart from all this, in {@code
 * io.threadkeep.internal.stream}; each commit brings along what was not stored by then.
 *
 * <p>Meanwhile {@link io.threadkeep.internal.engine.LeaseKeeper}'s heartbeat extends all held
 * leases in one call, and learns from the answer which runs are to be cancelled and which are lost.
 * It is not trusted to return: a watch on the monotonic clock takes a run for lost once two thirds
 * of its lease have gone by without an extension, whatever the reason, and ends one whose own time
 * is over. Such a run has its model call or its tools stopped; the machine turns a cancel into a
 * confirmation that keeps what was said, and a loss into silence. A model call that does not return
 * all the same is left behind: {@link io.threadkeep.internal.engine.ModelCalls} hands the run to
 * another thread and counts the one that is stuck.
 *
 * <h2>What keeps models from being asked too much</h2>
 *
 * <p>Each model call goes through its model's gate ({@link
 * io.threadkeep.internal.engine.GateKeeper}). One that has to wait for longer than a moment gives
 * its run back to the queue; an answer that asks to wait closes the gate for all processes, and the
 * queue hands out no runs of that model meanwhile. Other failures are tried again after a delay,
 * which {@link io.threadkeep.internal.engine.RetryBudget} stretches when too many are.
 *
 * <h2>Summaries</h2>
 *
 * <p>A run whose policy wants a summary says with its window how far the newest one reaches. When
 * the run has ended, {@link io.threadkeep.internal.engine.Summariser} has the next version made on
 * threads of its own: through the model's gate, without a lease, and without anybody waiting. Two
 * JVMs may make the same one; the store keeps the first.
 *
 * <h2>Who else looks</h2>
 *
 * <p>{@link io.threadkeep.internal.engine.Reaper} asks the store for what has run out of lease or
 * time: dead workers' runs go back to the queue, or end. Whatever ends in this JVM completes the
 * futures of those who await it; those who await a run of another JVM poll. {@link
 * io.threadkeep.internal.engine.Sweeper} removes what nobody needs any more.
 *
 * <p>Every round that touches the store is a plain method ({@code dispatch}, {@code beat}, {@code
 * watch}, {@code refreshGates}, {@code reap}, {@code sweep}); threads only call them, so that a
 * simulation can call them instead. So can a test, through {@link
 * io.threadkeep.internal.engine.RoundsByHand}: its engine has no threads at all, a submit begins
 * nothing, and what is dispatched is carried out on the thread that dispatches.
 */
@NullMarked
package io.threadkeep.internal.engine;

import org.jspecify.annotations.NullMarked;
