/**
 * One durable piece of work on a thread: its status, the one table of legal moves, its steps and
 * what it used.
 *
 * <p>Every move that {@link io.threadkeep.run.RunMove} allows, with whose it is:
 *
 * <pre>
 * CLAIM            store  queued -> in_progress
 * RELEASE          worker in_progress -> queued
 * RETRY            worker in_progress -> queued
 * REAP             store  in_progress -> queued
 * ADVANCE          worker in_progress -> in_progress
 * REQUIRE_ACTION   worker in_progress -> requires_action
 * SUBMIT_OUTPUTS   owner  requires_action -> queued
 * COMPLETE         worker in_progress -> completed
 * CUT_SHORT        worker in_progress -> incomplete
 * FAIL             worker in_progress -> failed
 * TIME_UP          worker in_progress, cancelling -> expired
 * GIVE_UP          store  in_progress -> failed
 * CANCEL           owner  queued, requires_action -> cancelled
 * REQUEST_CANCEL   owner  in_progress -> cancelling
 * CONFIRM_CANCEL   worker cancelling -> cancelled
 * REAP_CANCELLED   store  cancelling -> cancelled
 * EXPIRE           store  queued, in_progress, requires_action, cancelling -> expired
 * WITHDRAW         store  queued, in_progress, requires_action, cancelling -> cancelled
 * </pre>
 */
@NullMarked
package io.threadkeep.run;

import org.jspecify.annotations.NullMarked;
