package io.threadkeep.storage.memory;

import static java.util.stream.Collectors.toMap;

import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.StepId;
import io.threadkeep.run.Lease;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.ToolCallState;
import io.threadkeep.store.ToolCallTimes;
import io.threadkeep.store.ToolLedger;
import io.threadkeep.tool.ToolOutput;
import java.util.Map;

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
    }
    boolean isAnothers = call == null || call.token() != lease.token();
    if (call != null && isAnothers && !again) {
      return new ToolCallState.Unknown();
    } else if (isAnothers) {
      run.calls().put(key, HeldCall.begun(lease.token(), memory.now()));
    }
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
                      return call.ended(output, memory.now());
                    }));
  }

  @Override
  public Map<String, ToolCallTimes> times(Scope scope, RunId run, StepId step) {
    return memory.transaction(
        () ->
            memory.run(scope, run).calls().entrySet().stream()
                .filter(call -> call.getKey().step().equals(step))
                .collect(toMap(call -> call.getKey().callId(), call -> call.getValue().times())));
  }
}
