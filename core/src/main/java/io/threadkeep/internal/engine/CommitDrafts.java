package io.threadkeep.internal.engine;

import io.threadkeep.context.WindowManifest;
import io.threadkeep.id.IdSource;
import io.threadkeep.internal.engine.RunState.Unwritten;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ContentPart.ToolCall;
import io.threadkeep.message.ContentPart.ToolResult;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.Origin;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.StepDetails.AwaitedCall;
import io.threadkeep.run.StepStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.store.RunCommit;
import io.threadkeep.transport.ModelReply;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts together what a worker writes: each commit with its messages, its step and its usage. */
final class CommitDrafts {

  /** A round of tool calls with the commit that puts it on record. */
  record Begun(RunCommit commit, Round round) {}

  private final IdSource ids;
  private final InstantSource clock;
  private final MessageDrafts messages;

  CommitDrafts(IdSource ids, InstantSource clock, MessageDrafts messages) {
    this.ids = ids;
    this.clock = clock;
    this.messages = messages;
  }

  Call call(WindowManifest manifest) {
    return new Call(ids.step(), ids.message(), manifest, clock.instant());
  }

  /**
   * The reply and the end of the run.
   *
   * @param cutOffBy what ended the reply before its natural end, or keeps its tools from being
   *     called, if anything does
   */
  RunCommit reply(RunState.Calling state, ModelReply reply, @Nullable IncompleteReason cutOffBy) {
    RunCommit commit =
        cutOffBy == null
            ? RunCommit.of(RunMove.COMPLETE)
            : RunCommit.of(RunMove.CUT_SHORT).cutShortBy(cutOffBy);
    // A call that the cut went through, or that nobody will carry out, is none.
    List<ContentPart> said = cutOffBy == null ? reply.content() : words(reply.content());
    List<MessageDraft> draft = said(state.run(), state.call(), said, cutOffBy);
    return commit
        .saying(draft)
        .with(
            step(state.run(), state.call(), StepStatus.COMPLETED, details(draft), reply.usage()),
            reply.usage());
  }

  /** The end of a run that may not call its model again. */
  RunCommit cutShort(IncompleteReason reason) {
    return RunCommit.of(RunMove.CUT_SHORT).cutShortBy(reason);
  }

  /** An answer that asks for tools: on record before any of them is called. */
  Begun round(RunState.Calling state, ModelReply reply) {
    List<ToolCall> calls = reply.toolCalls();
    List<MessageDraft> draft = said(state.run(), state.call(), reply.content(), null);
    StepDetails details =
        new StepDetails.ToolCalls(
            state.call().message(),
            calls.stream().map(ToolCall::callId).toList(),
            List.of(),
            List.of());
    RunStep step = step(state.run(), state.call(), StepStatus.IN_PROGRESS, details, reply.usage());
    return new Begun(
        RunCommit.of(RunMove.ADVANCE).saying(draft).with(step, reply.usage()),
        new Round(step, calls));
  }

  /** The results of a round; what the owner has to give stops the run until it is there. */
  RunCommit results(RunState.Acting state, List<ToolResult> results) {
    Round round = state.round();
    List<AwaitedCall> awaited = Round.awaited(round.without(results), state.run().spec().tools());
    RunMove move = awaited.isEmpty() ? RunMove.ADVANCE : RunMove.REQUIRE_ACTION;
    RunStep step =
        awaited.isEmpty()
            ? ended(round.step(), StepStatus.COMPLETED, null)
            : round.step().withDetails(round.details().awaiting(awaited));
    return RunCommit.of(move).saying(results(state.run(), results)).with(step, Usage.NONE);
  }

  /**
   * The end of an attempt that did not get to its own end. If the run ends with it, what the model
   * had said is kept as an incomplete message, and open tool calls are closed.
   */
  RunCommit end(Run run, RunMove move, Unwritten unwritten, @Nullable RunError reason) {
    List<MessageDraft> kept = new ArrayList<>();
    List<RunStep> steps = new ArrayList<>();
    IncompleteReason incomplete = incomplete(move);
    StepStatus status = status(move, reason);
    if (unwritten.call() != null) {
      List<ContentPart> words =
          incomplete == null ? List.<ContentPart>of() : words(unwritten.remains().said());
      kept.addAll(said(run, unwritten.call(), words, incomplete));
      RunStep step = step(run, unwritten.call(), status, details(kept), unwritten.spent());
      steps.add(ended(step, status, reason));
    }
    if (unwritten.round() != null && incomplete != null) {
      kept.addAll(results(run, closed(unwritten.round(), unwritten.remains().results(), move)));
      steps.add(ended(unwritten.round().step(), status, reason));
    }
    return RunCommit.of(move)
        .saying(kept)
        .with(steps, unwritten.spent())
        .because(move == RunMove.FAIL ? reason : null);
  }

  private static List<ToolResult> closed(Round round, List<ToolResult> results, RunMove move) {
    List<ToolResult> all = new ArrayList<>(results);
    round
        .without(results)
        .forEach(call -> all.add(ClosedCalls.result(call.callId(), move.target())));
    return all;
  }

  private List<MessageDraft> results(Run run, List<ToolResult> results) {
    // One message each: all together might be more than a message may hold.
    return results.stream().map(result -> messages.result(result, origin(run, null))).toList();
  }

  private List<MessageDraft> said(
      Run run, Call call, List<ContentPart> content, @Nullable IncompleteReason incomplete) {
    return content.isEmpty()
        ? List.of()
        : List.of(messages.reply(call.message(), content, origin(run, incomplete)));
  }

  private static Origin origin(Run run, @Nullable IncompleteReason incomplete) {
    return new Origin(run.id(), run.spec().assistantId(), incomplete);
  }

  private static StepDetails details(List<MessageDraft> said) {
    return said.isEmpty()
        ? new StepDetails.NoAnswer()
        : new StepDetails.MessageCreation(said.get(0).id());
  }

  private RunStep step(Run run, Call call, StepStatus status, StepDetails details, Usage usage) {
    return new RunStep(
        call.step(),
        run.id(),
        run.progress().attempts(),
        call.since(),
        call.manifest(),
        new RunStep.Outcome(
            status,
            details,
            usage,
            null,
            status == StepStatus.IN_PROGRESS ? null : clock.instant()));
  }

  private RunStep ended(RunStep step, StepStatus status, @Nullable RunError error) {
    return step.ended(status, error, clock.instant());
  }

  private static List<ContentPart> words(List<ContentPart> content) {
    return content.stream().filter(part -> !(part instanceof ToolCall)).toList();
  }

  private static StepStatus status(RunMove move, @Nullable RunError reason) {
    if (reason != null) {
      return StepStatus.FAILED;
    }
    return move == RunMove.TIME_UP ? StepStatus.EXPIRED : StepStatus.CANCELLED;
  }

  /**
   * What marks a message that a run's end cut off; null if the run does not end with {@code move}.
   */
  private static @Nullable IncompleteReason incomplete(RunMove move) {
    return switch (move) {
      case CONFIRM_CANCEL -> IncompleteReason.RUN_CANCELLED;
      case FAIL -> IncompleteReason.RUN_FAILED;
      case TIME_UP -> IncompleteReason.RUN_EXPIRED;
      default -> null;
    };
  }
}
