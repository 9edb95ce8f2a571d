package io.threadkeep.samples.assistants.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.event.EventBody;
import io.threadkeep.event.RunEvent;
import io.threadkeep.event.RunListener;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.StepId;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.Message;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.StepStatus;
import io.threadkeep.samples.assistants.view.Desk;
import io.threadkeep.samples.assistants.view.RunView;
import io.threadkeep.samples.assistants.view.StepView;
import io.threadkeep.samples.assistants.wire.MessageWire;
import io.threadkeep.samples.assistants.wire.ThreadWire;
import io.threadkeep.thread.ChatThread;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a run tells into the API's events, in the API's order. What is said of an object is
 * read when it is said. Hears one event after the other; each reads all that it needs before it
 * says or notes anything, so that one whose reading failed can be heard again.
 */
final class RunFrames implements RunListener {
  private static final RunError LOST =
      new RunError(
          RunError.Code.SERVER_ERROR, "The server had an error. The run has been begun anew.");

  private final Desk desk;
  private final Run run;
  private final FrameSink sink;
  private final OpenStep open;
  private long sequence;
  private int part;

  RunFrames(Desk desk, Run run, FrameSink sink) {
    this.desk = desk;
    this.run = run;
    this.sink = sink;
    this.open = new OpenStep(run, this::emit);
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

  @Override
  public void onEvent(RunEvent event) {
    sequence = event.sequence();
    part = 0;
    open.at(event.at());
  }

  @Override
  public void onAttemptBegun(int attempt) {
    Run now = now();
    StepId answered = open.awaited();
    if (answered != null) {
      List<ObjectNode> ended = ended(answered);
      open.await(null);
      close(ended);
      emit("thread.run.queued", RunView.in(RunStatus.QUEUED, now));
    } else if (open.isOpen()) {
      cut(stored(open.step()), IncompleteReason.RUN_FAILED, StepStatus.FAILED, LOST);
      emit("thread.run.queued", RunView.in(RunStatus.QUEUED, now));
    }
    emit("thread.run.in_progress", RunView.in(RunStatus.IN_PROGRESS, now));
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
    if (open.tells(id)) {
      end(desk.conversations().resume(run.threadId()).message(id));
    }
  }

  /** As it is on record; nothing more is said of one that was withdrawn. */
  private void end(Message message) {
    open.endMessage();
    if (MessageWire.isShown(message)) {
      emit(
          message.origin().incomplete() == null
              ? "thread.message.completed"
              : "thread.message.incomplete",
          MessageWire.write(message));
    }
  }

  @Override
  public void onStepEnded(StepId step, StepStatus status) {
    close(ended(step));
  }

  @Override
  public void onActionRequired(StepId step) {
    Run now = now();
    RunStep asking = stored(step);
    ObjectNode waiting =
        RunView.waiting(now, asking == null ? List.of() : desk.runs().calls(asking));
    // The calls themselves end with their outputs, be those there by now.
    List<ObjectNode> said =
        ended(asking).stream()
            .filter(shown -> shown.path("type").asText().equals("message_creation"))
            .toList();
    open.await(step);
    close(said);
    emit("thread.run.requires_action", waiting);
    sink.actionRequired(step, now.status() == RunStatus.REQUIRES_ACTION);
  }

  @Override
  public void onRunEnded(RunStatus status) {
    ObjectNode ended = ended(status);
    cut(open.isOpen() ? stored(open.step()) : null, reason(status), stepStatus(status), null);
    if (status == RunStatus.CANCELLED) {
      emit("thread.run.cancelling", RunView.in(RunStatus.CANCELLING, run));
    }
    emit("thread.run." + status.wireName(), ended);
    sink.end();
  }

  @Override
  public void onFailure(Throwable failure) {
    sink.fail(failure);
  }

  private Run now() {
    return desk.runs().get(run.id());
  }

  /** If its thread was deleted, what is known of it from before. */
  private ObjectNode ended(RunStatus status) {
    try {
      return RunView.of(desk.runs(), now());
    } catch (NotFoundException deleted) {
      return RunView.in(status, run);
    }
  }

  private @Nullable RunStep stored(@Nullable StepId id) {
    try {
      return id == null ? null : StepView.find(desk, run, id);
    } catch (NotFoundException deleted) {
      return null;
    }
  }

  /** Whatever has begun ends here: as it is on record, or else like this. */
  private void cut(
      @Nullable RunStep stored, IncompleteReason reason, StepStatus how, @Nullable RunError error) {
    List<ObjectNode> ended = ended(stored);
    // Its end may have been forgotten with all that the run has told.
    MessageId told = open.message();
    Message written = told == null ? null : StepView.message(desk, run, told);
    if (written == null) {
      open.cutMessage(reason);
    } else {
      end(written);
    }
    close(ended);
    open.cut(
        stored == null || stored.status() == StepStatus.IN_PROGRESS
            ? open.lost(how, error)
            : StepView.state(stored));
  }

  private List<ObjectNode> ended(StepId id) {
    return ended(stored(id));
  }

  /** Those of the step's parts that have come to their end; none of a call that got no answer. */
  private List<ObjectNode> ended(@Nullable RunStep step) {
    return step == null || step.details() instanceof StepDetails.NoAnswer
        ? List.of()
        : StepView.of(desk, run, step).stream()
            .filter(shown -> !status(shown).equals(StepStatus.IN_PROGRESS.wireName()))
            .toList();
  }

  private void close(List<ObjectNode> ended) {
    for (ObjectNode shown : ended) {
      if (open.close(shown.path("id").asText())) {
        emit("thread.run.step." + status(shown), shown);
      }
    }
  }

  private static String status(ObjectNode step) {
    return step.path("status").asText();
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
