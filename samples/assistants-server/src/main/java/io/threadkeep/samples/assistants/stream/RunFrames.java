package io.threadkeep.samples.assistants.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.event.EventBody;
import io.threadkeep.event.RunEvent;
import io.threadkeep.event.RunListener;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.StepId;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepStatus;
import io.threadkeep.samples.assistants.view.Desk;
import io.threadkeep.samples.assistants.view.RunView;
import io.threadkeep.samples.assistants.view.StepView;
import io.threadkeep.samples.assistants.wire.MessageWire;
import io.threadkeep.samples.assistants.wire.ThreadWire;
import io.threadkeep.thread.ChatThread;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a run tells into the API's events, in the API's order. What is said of an object is
 * read when it is said. Hears one event after the other.
 */
final class RunFrames implements RunListener {
  private final Desk desk;
  private final Run run;
  private final FrameSink sink;
  private final OpenStep open;
  private long sequence;
  private int part;

  RunFrames(Desk desk, Run run, InstantSource clock, FrameSink sink) {
    this.desk = desk;
    this.run = run;
    this.sink = sink;
    this.open = new OpenStep(run, clock, this::emit);
  }

  /**
   * What stands before the first event.
   *
   * @param created the thread that was made for the run; null if it was there
   */
  void begin(@Nullable ChatThread created) {
    if (created != null) {
      // Without a place: whoever takes the stream up again asks for the run's alone.
      sink.frame(new Frame(null, "thread.created", ThreadWire.write(created).toString()));
    }
    emit("thread.run.created", RunView.in(RunStatus.QUEUED, run));
    emit("thread.run.queued", RunView.in(RunStatus.QUEUED, run));
  }

  /** What stands between the outputs that were handed in and the next attempt. */
  private void resume(StepId answered) {
    closeEnded(answered);
    emit("thread.run.queued", RunView.in(RunStatus.QUEUED, now()));
  }

  @Override
  public void onEvent(RunEvent event) {
    sequence = event.sequence();
    part = 0;
  }

  @Override
  public void onAttemptBegun(int attempt) {
    StepId waited = open.awaited();
    if (waited != null) {
      resume(waited);
    } else if (open.isOpen()) {
      open.abandon(IncompleteReason.RUN_FAILED, StepStatus.FAILED);
      emit("thread.run.queued", RunView.in(RunStatus.QUEUED, run));
    }
    emit("thread.run.in_progress", RunView.in(RunStatus.IN_PROGRESS, now()));
  }

  @Override
  public void onStepBegun(StepId step) {
    open.begin(step);
  }

  @Override
  public void onText(MessageId message, String text) {
    open.text(message, text);
  }

  @Override
  public void onRefusal(MessageId message, String text) {
    open.refusal(message, text);
  }

  @Override
  public void onToolCall(EventBody.ToolCallDelta piece) {
    open.call(piece);
  }

  @Override
  public void onMessageEnded(MessageId id, @Nullable IncompleteReason incomplete) {
    if (open.endMessage(id)) {
      emit(
          incomplete == null ? "thread.message.completed" : "thread.message.incomplete",
          MessageWire.write(desk.conversations().resume(run.threadId()).message(id)));
    }
  }

  @Override
  public void onStepEnded(StepId step, StepStatus status) {
    closeEnded(step);
  }

  @Override
  public void onActionRequired(StepId step) {
    // The calls themselves end with their outputs, be those there by now.
    close(step, shown -> shown.path("type").asText().equals("message_creation"));
    open.await(step);
    Run now = now();
    emit("thread.run.requires_action", RunView.waiting(desk.runs(), now));
    sink.actionRequired(step, now.status() == RunStatus.REQUIRES_ACTION);
  }

  @Override
  public void onRunEnded(RunStatus status) {
    open.abandon(reason(status), stepStatus(status));
    if (status == RunStatus.CANCELLED) {
      emit("thread.run.cancelling", RunView.in(RunStatus.CANCELLING, run));
    }
    emit("thread.run." + status.wireName(), RunView.of(desk.runs(), now()));
    sink.end();
  }

  @Override
  public void onFailure(Throwable failure) {
    sink.fail(failure);
  }

  private Run now() {
    return desk.runs().get(run.id());
  }

  private void closeEnded(StepId id) {
    close(id, shown -> true);
  }

  /** Tells the end of those of the step's parts that have come to one. */
  private void close(StepId id, Predicate<ObjectNode> which) {
    RunStep step = StepView.find(desk, run, id);
    if (step == null) {
      return;
    }
    for (ObjectNode shown : StepView.of(desk, run, step)) {
      String status = shown.get("status").textValue();
      if (which.test(shown)
          && !status.equals(StepStatus.IN_PROGRESS.wireName())
          && open.close(shown.get("id").textValue())) {
        emit("thread.run.step." + status, shown);
      }
    }
  }

  private void emit(String event, ObjectNode data) {
    sink.frame(Frame.of(new Place(sequence, ++part), event, data));
  }

  private static IncompleteReason reason(RunStatus status) {
    return switch (status) {
      case CANCELLED -> IncompleteReason.RUN_CANCELLED;
      case EXPIRED -> IncompleteReason.RUN_EXPIRED;
      default -> IncompleteReason.RUN_FAILED;
    };
  }

  private static StepStatus stepStatus(RunStatus status) {
    return switch (status) {
      case CANCELLED -> StepStatus.CANCELLED;
      case EXPIRED -> StepStatus.EXPIRED;
      default -> StepStatus.FAILED;
    };
  }
}
