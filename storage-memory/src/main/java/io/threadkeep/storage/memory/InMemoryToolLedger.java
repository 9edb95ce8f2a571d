package io.threadkeep.storage.memory;

import io.threadkeep.id.StepId;
import io.threadkeep.run.Lease;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.ToolCallState;
import io.threadkeep.store.ToolLedger;
import io.threadkeep.tool.ToolOutput;

/** What is known of the effects of tool calls. */
final class InMemoryToolLedger implements ToolLedger {
  private final Memory memory;

  InMemoryToolLedger(Memory memory) {
    this.memory = memory;
  }

  @Override
  public ToolCallState begin(Lease lease, StepId step, String callId) {
    return memory.transaction(() -> begin(lease, new HeldCall.Key(step, callId), false));
  }

  @Override
  public ToolCallState beginAgain(Lease lease, StepId step, String callId) {
    return memory.transaction(() -> begin(lease, new HeldCall.Key(step, callId), true));
  }

  private ToolCallState begin(Lease lease, HeldCall.Key key, boolean again) {
    HeldRun run = memory.run(lease);
    HeldCall call = run.calls().get(key);
    if (call != null && call.output() != null) {
      return new ToolCallState.Ended(call.output());
    } else if (call != null && call.token() != lease.token() && !again) {
      return new ToolCallState.Unknown();
    }
    run.calls().put(key, new HeldCall(lease.token(), null));
    return new ToolCallState.New();
  }

  @Override
  public void end(Lease lease, StepId step, String callId, ToolOutput output) {
    memory.transaction(
        () ->
            memory
                .run(lease)
                .calls()
                .compute(
                    new HeldCall.Key(step, callId),
                    (key, call) -> {
                      if (call == null) {
                        throw new StorageException(
                            "Call '"
                                + callId
                                + "' of "
                                + step
                                + " was never begun. Nothing was stored: begin it first.",
                            null);
                      }
                      return call.output() == null ? new HeldCall(call.token(), output) : call;
                    }));
  }
}
