package io.threadkeep.store;

import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.StepId;
import io.threadkeep.run.Lease;
import io.threadkeep.tool.ToolOutput;
import java.util.Map;

/**
 * What is known of the effects of tool calls, so that a call whose worker died is not carried out a
 * second time unasked. A worker begins a call before the tool may do anything, and ends it with the
 * tool's output.
 *
 * <p>Both show the lease, and change nothing if it no longer opens the run. Their owner can see
 * when that was. A call is known by its run, its step and the model's id for it; all are gone with
 * the thread.
 */
public interface ToolLedger {

  /**
   * Asks for the right to carry a call out.
   *
   * @return {@code New} if this lease now has it, also when asked again; {@code Ended} with the
   *     output if there is one; {@code Unknown} if it was begun under an earlier lease
   * @throws io.threadkeep.run.LeaseLostException if the lease no longer opens the run
   */
  ToolCallState begin(Lease lease, StepId step, String callId);

  /**
   * As {@link #begin}, for a call that may be carried out twice: what is unknown is new again.
   *
   * @throws io.threadkeep.run.LeaseLostException if the lease no longer opens the run
   */
  ToolCallState beginAgain(Lease lease, StepId step, String callId);

  /**
   * Stores what a call that was begun, under this lease or another, has come to. The first output
   * stays.
   *
   * @throws io.threadkeep.run.LeaseLostException if the lease no longer opens the run
   * @throws StorageException if the call was never begun
   */
  void end(Lease lease, StepId step, String callId, ToolOutput output);

  /**
   * The times of those calls of a step that workers have begun, by the model's ids for the calls.
   *
   * @throws io.threadkeep.error.NotFoundException if the run is not in scope
   */
  Map<String, ToolCallTimes> times(Scope scope, RunId run, StepId step);
}
