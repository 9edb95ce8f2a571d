package io.threadkeep.samples.assistants.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.event.EventBody.ToolCallDelta;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.StepId;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.StepStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.samples.assistants.view.StepView;
import io.threadkeep.samples.assistants.wire.DeltaWire;
import io.threadkeep.samples.assistants.wire.MessageWire;
import io.threadkeep.samples.assistants.wire.StepWire;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The model call that is being told of. What it becomes, a message or tool calls or both, shows
 * with its first piece: only then the API's events say that a step has begun.
 */
final class OpenStep {
  private final Run run;
  private final BiConsumer<String, ObjectNode> emit;

  /** The API's steps that have begun and not ended, by id, each as it would look at its end. */
  private final Map<String, Function<StepWire.State, ObjectNode>> open = new LinkedHashMap<>();

  private Told told = new Told();
  private @Nullable StepId step;
  private int begun;
  private Instant begunAt;
  private Instant now;
  private @Nullable MessageId message;
  private @Nullable String callsStep;
  private @Nullable StepId awaited;

  OpenStep(Run run, BiConsumer<String, ObjectNode> emit) {
    this.run = run;
    this.emit = emit;
    this.begunAt = run.times().createdAt();
    this.now = begunAt;
  }

  /** When what is told next has happened. */
  void at(Instant time) {
    now = time;
  }

  boolean isOpen() {
    return message != null || !open.isEmpty();
  }

  /** The model call that began last, if one has. */
  @Nullable StepId step() {
    return step;
  }

  /** The step whose outputs the run has waited for last, if it has. */
  @Nullable StepId awaited() {
    return awaited;
  }

  void await(@Nullable StepId waitingFor) {
    awaited = waitingFor;
  }

  void begin(StepId newStep) {
    step = newStep;
    begunAt = now;
    begun = 0;
    told = new Told();
    callsStep = null;
    message = null;
  }

  void text(MessageId id, String text) {
    beginMessage(id);
    Told.Position part = told.text(text);
    emit.accept("thread.message.delta", DeltaWire.text(id, part.index(), text, part.first()));
  }

  void refusal(MessageId id, String text) {
    beginMessage(id);
    emit.accept("thread.message.delta", DeltaWire.refusal(id, told.refusal(text).index(), text));
  }

  void call(ToolCallDelta piece) {
    String id = callsStep;
    if (id == null) {
      id = nextId();
      callsStep = id;
      String begun = id;
      begin(id, state -> StepWire.write(run, begun, state, told.calls()));
    }
    if (told.call(piece)) {
      emit.accept("thread.run.step.delta", DeltaWire.call(id, piece));
    }
    if (!piece.arguments().isEmpty()) {
      emit.accept("thread.run.step.delta", DeltaWire.arguments(id, piece));
    }
  }

  /** The message that was told of and has not ended, if there is one. */
  @Nullable MessageId message() {
    return message;
  }

  /** Whether the message was told of, and has not ended. */
  boolean tells(MessageId id) {
    return id.equals(message);
  }

  void endMessage() {
    message = null;
  }

  /** Whether the API's step {@code id} was told of, and has not ended. */
  boolean close(String id) {
    return open.remove(id) != null;
  }

  /** The message that has begun stays as far as it was told. */
  void cutMessage(IncompleteReason reason) {
    if (message != null) {
      emit.accept(
          "thread.message.incomplete",
          MessageWire.writeAbandoned(message, run, now, told.content(), reason));
      message = null;
    }
  }

  /** What else has begun ends like this, with what was told of it. */
  void cut(StepWire.State state) {
    open.values()
        .forEach(
            shown ->
                emit.accept("thread.run.step." + state.status().wireName(), shown.apply(state)));
    open.clear();
  }

  /** How a step ends of which nothing is on record. */
  StepWire.State lost(StepStatus how, @Nullable RunError error) {
    return new StepWire.State(how, begunAt, now, error, Usage.NONE);
  }

  private void beginMessage(MessageId id) {
    if (id.equals(message)) {
      return;
    }
    message = id;
    String stepId = nextId();
    begin(stepId, state -> StepWire.write(run, stepId, state, id));
    ObjectNode begun = MessageWire.writeBegun(id, run, now);
    emit.accept("thread.message.created", begun);
    emit.accept("thread.message.in_progress", begun);
  }

  private void begin(String id, Function<StepWire.State, ObjectNode> shown) {
    open.put(id, shown);
    ObjectNode begun = shown.apply(StepWire.State.begun(begunAt));
    emit.accept("thread.run.step.created", begun);
    emit.accept("thread.run.step.in_progress", begun);
  }

  /** What a model call does second has an id of its own. */
  private String nextId() {
    StepId call = Objects.requireNonNull(step, "pieces come within a step");
    return begun++ == 0 ? call.value() : StepView.second(call);
  }
}
