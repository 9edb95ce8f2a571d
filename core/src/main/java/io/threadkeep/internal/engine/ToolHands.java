package io.threadkeep.internal.engine;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.StepId;
import io.threadkeep.internal.tool.RunningCall;
import io.threadkeep.internal.tool.ToolResult;
import io.threadkeep.internal.tool.ToolRunner;
import io.threadkeep.internal.worker.ThreadSource;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ContentPart.ToolCall;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.Run;
import io.threadkeep.store.ToolCallState;
import io.threadkeep.store.ToolLedger;
import io.threadkeep.tool.Tool;
import io.threadkeep.tool.ToolBox;
import io.threadkeep.tool.ToolCallInfo;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.tool.ToolOutput;
import io.threadkeep.tool.ToolSite;
import io.threadkeep.tool.UnknownOutcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Carries out one round of tool calls: some at once, each entered in the ledger before it may have
 * an effect and again when its output is there, so that no later attempt does it twice.
 *
 * <p>The ledger is written by the run's own thread alone; tools' threads never touch the storage.
 */
final class ToolHands {
  private final ToolLedger ledger;
  private final ToolBox box;
  private final ToolRunner runner;
  private final int parallel;
  private final PatientWrites writes;
  private final ThreadSource threads;
  private final Listeners listeners;

  ToolHands(
      ToolLedger ledger,
      ToolBox box,
      ToolRunner runner,
      int parallel,
      PatientWrites writes,
      ThreadSource threads,
      Listeners listeners) {
    this.ledger = ledger;
    this.box = box;
    this.runner = runner;
    this.parallel = parallel;
    this.writes = writes;
    this.threads = threads;
    this.listeners = listeners;
  }

  /** Comes back when every call that was begun has ended, or been given up. */
  ActionOutcome carryOut(Run run, Round round, HeldRun held) {
    return new Work(run, round, held).carryOut();
  }

  /** One round at work; used by the run's thread alone, but for what is concurrent by type. */
  private final class Work {
    private final Run run;
    private final Lease lease;
    private final StepId step;
    private final Round round;
    private final HeldRun held;
    private final Deque<ToolCall> waiting = new ArrayDeque<>();
    private final Map<ToolCall, RunningCall> running = new ConcurrentHashMap<>();
    private final BlockingQueue<EndedCall> ended = threads.newQueue();
    private final Map<String, ContentPart.ToolResult> results = new HashMap<>();
    private Optional<ThreadkeepException> broken = Optional.empty();
    private int misfits;

    Work(Run run, Round round, HeldRun held) {
      this.run = run;
      this.lease = held.leased().lease();
      this.step = round.step().id();
      this.round = round;
      this.held = held;
      round.open().stream().filter(this::isForWorkers).forEach(waiting::add);
    }

    ActionOutcome carryOut() {
      int toDo = waiting.size();
      held.forgetStops();
      held.onCancel(() -> running.values().forEach(RunningCall::cancel));
      try {
        while (goesOn()) {
          while (!waiting.isEmpty() && running.size() < parallel && goesOn()) {
            begin(waiting.remove());
          }
          if (running.isEmpty()) {
            break;
          }
          end(ended.take());
        }
        while (!running.isEmpty()) {
          running.values().forEach(RunningCall::cancel);
          end(ended.take());
        }
      } catch (InterruptedException e) {
        running.values().forEach(RunningCall::cancel);
        Thread.currentThread().interrupt();
      }
      return outcome(results.size() == toDo);
    }

    private boolean goesOn() {
      return held.interruption() == Interruption.NONE && broken.isEmpty();
    }

    private ActionOutcome outcome(boolean complete) {
      List<ContentPart.ToolResult> inOrder =
          round.open().stream()
              .map(ToolCall::callId)
              .filter(results::containsKey)
              .map(results::get)
              .toList();
      if (broken.isPresent()) {
        return new ActionOutcome.Failed(broken.get(), Remains.results(inOrder));
      }
      return complete
          ? new ActionOutcome.CarriedOut(inOrder, misfits)
          : held.brokenOff(Remains.results(inOrder));
    }

    /** Not those of the run's owner, nor those that the owner has not agreed to yet. */
    private boolean isForWorkers(ToolCall call) {
      boolean callers =
          run.spec().tools().stream()
              .filter(tool -> tool.name().equals(call.name()))
              .anyMatch(tool -> tool.site() == ToolSite.CALLER);
      return !callers && (round.isApproved(call) || !needsApproval(call));
    }

    private boolean needsApproval(ToolCall call) {
      return offered(call).map(tool -> tool.traits().needsApproval()).orElse(false);
    }

    /** The tool, if this run's assistant has it: a model may name any. */
    private Optional<Tool> offered(ToolCall call) {
      return run.spec().tools().stream()
          .map(ToolDefinition::name)
          .filter(call.name()::equals)
          .findFirst()
          .flatMap(box::find);
    }

    private void begin(ToolCall call) {
      Optional<Tool> tool = offered(call);
      if (tool.isEmpty()) {
        take(call, ToolOutput.failed("This assistant has no tool '" + call.name() + "'."));
        return;
      }
      UnknownOutcome policy = tool.get().traits().unknownOutcome();
      ToolCallState state =
          written(
              () ->
                  policy == UnknownOutcome.REPEAT
                      ? ledger.beginAgain(lease, step, call.callId())
                      : ledger.begin(lease, step, call.callId()));
      if (state instanceof ToolCallState.Ended over) {
        take(call, over.output());
      } else if (state instanceof ToolCallState.Unknown) {
        unknown(call, policy);
      } else {
        start(call);
      }
    }

    private void start(ToolCall call) {
      String key = run.id() + "/" + step + "/" + call.callId();
      ToolCallInfo info =
          new ToolCallInfo(run.owner(), run.threadId(), run.id(), call.callId(), key);
      long now = listeners.monotonic().nanos();
      RunningCall begun = runner.start(call.name(), call.arguments(), info, lease.token());
      running.put(call, begun);
      begun.whenOver(
          result -> ended.add(new EndedCall(call, result, listeners.monotonic().since(now))));
      if (!goesOn()) {
        // Told to stop between the look and the start: whoever told has not seen this call.
        begun.cancel();
      }
    }

    private void unknown(ToolCall call, UnknownOutcome policy) {
      String text =
          "The outcome of this call of '"
              + call.name()
              + "' is unknown: its worker was lost while the tool was at work.";
      if (policy == UnknownOutcome.FAIL_RUN) {
        broken = Optional.of(new ToolEndedRunException(text + " It must not be called again."));
      } else {
        store(call, ToolOutput.failed(text));
      }
    }

    private void end(EndedCall one) {
      running.remove(one.call());
      listeners.tell(listener -> listener.toolCalled(one.report(held.leased())));
      if (one.result() instanceof ToolResult.Answered answered) {
        misfits += answered.ending() == ToolResult.Ending.MISFIT ? 1 : 0;
        store(one.call(), answered.output());
      } else if (one.result() instanceof ToolResult.Broken error) {
        broken = Optional.of(new ToolEndedRunException(error.message()));
      }
    }

    private void store(ToolCall call, ToolOutput output) {
      written(
          () -> {
            ledger.end(lease, step, call.callId(), output);
            return output;
          });
      take(call, output);
    }

    private void take(ToolCall call, ToolOutput output) {
      results.put(
          call.callId(), new ContentPart.ToolResult(call.callId(), output.text(), output.failed()));
    }

    private <T> T written(Supplier<T> write) {
      T written = writes.write(held, write);
      if (written == null) {
        throw new LeaseLostException(lease, null);
      }
      return written;
    }
  }
}
