package io.threadkeep.internal.engine;

import io.threadkeep.context.ContextWindow;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.error.Retryable;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.IdSource;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.Origin;
import io.threadkeep.options.RunLimits;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.StepStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.store.RunCommit;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an attempt at a run does next: from a state and an event to the next state and one
 * action. Does nothing itself; clock, ids and randomness are handed in.
 */
final class RunMachine {
  private static final RunError NOTHING_TO_ANSWER =
      new RunError(
          RunError.Code.INVALID_PROMPT,
          "A run needs a thread with a message or an assistant with instructions; this one has neither.");

  private final RunLimits limits;
  private final InstantSource clock;
  private final IdSource ids;
  private final MessageDrafts drafts;
  private final RandomGenerator random;

  RunMachine(
      RunLimits limits,
      InstantSource clock,
      IdSource ids,
      MessageDrafts drafts,
      RandomGenerator random) {
    this.limits = limits;
    this.clock = clock;
    this.ids = ids;
    this.drafts = drafts;
    this.random = random;
  }

  Transition begin(Run run) {
    return new Transition(new RunState.Reading(run), new RunAction.ReadWindow());
  }

  Transition step(RunState state, RunEvent event) {
    if (event instanceof RunEvent.LeaseGone) {
      return stop(state.run());
    } else if (event instanceof RunEvent.Committed committed) {
      return stop(committed.run());
    } else if (event instanceof RunEvent.CancelAsked) {
      return commit(state, unfinished(state, RunMove.CONFIRM_CANCEL));
    } else if (event instanceof RunEvent.StopAsked) {
      return commit(state, unfinished(state, RunMove.RELEASE));
    } else if (event instanceof RunEvent.Failed failed) {
      return commit(state, failure(state, failed.error()));
    } else if (event instanceof RunEvent.WindowRead read && state instanceof RunState.Reading) {
      return read.window().messages().isEmpty() && state.run().spec().instructions().isEmpty()
          ? commit(state, RunCommit.of(RunMove.FAIL).because(NOTHING_TO_ANSWER))
          : call(state.run(), read.window());
    } else if (event instanceof RunEvent.Answered answered
        && state instanceof RunState.Calling calling) {
      return commit(state, answer(calling, answered.reply()));
    }
    // Their names alone: what they hold is what was said.
    throw new IllegalStateException(
        event.getClass().getSimpleName()
            + " cannot happen in "
            + state.getClass().getSimpleName()
            + ".");
  }

  private Transition call(Run run, ContextWindow window) {
    RunState.Calling next =
        new RunState.Calling(run, ids.step(), ids.message(), window.manifest(), clock.instant());
    ModelRequest request =
        new ModelRequest(
            run.spec().settings(),
            run.spec().instructions(),
            window.messages(),
            run.spec().tools(),
            run.spec().toolChoice(),
            limits.modelTimeout());
    return new Transition(next, new RunAction.CallModel(next.step(), next.reply(), request));
  }

  private RunCommit answer(RunState.Calling call, ModelReply reply) {
    if (reply.hasToolCalls()) {
      // Said, not hidden: an unanswered call must not enter the log, where it would poison later
      // windows.
      String names =
          reply.content().stream()
              .filter(ContentPart.ToolCall.class::isInstance)
              .map(part -> ((ContentPart.ToolCall) part).name())
              .distinct()
              .collect(Collectors.joining(", "));
      return failed(
          call,
          reply.usage(),
          new RunError(
              RunError.Code.SERVER_ERROR,
              "The model asked for tools ("
                  + names
                  + "), and this engine carries out none. Run the assistant without tools."));
    }
    try {
      return switch (reply.finish()) {
        case STOP, TOOL_CALLS -> reply(call, reply, RunCommit.of(RunMove.COMPLETE));
        case LENGTH -> cutShort(call, reply, IncompleteReason.MAX_COMPLETION_TOKENS);
        case CONTENT_FILTER -> cutShort(call, reply, IncompleteReason.CONTENT_FILTER);
      };
    } catch (InvalidInputException e) {
      return failed(
          call,
          reply.usage(),
          new RunError(
              RunError.Code.SERVER_ERROR,
              "The model's answer cannot be stored. " + e.getMessage()));
    }
  }

  private RunCommit cutShort(RunState.Calling call, ModelReply reply, IncompleteReason reason) {
    RunCommit commit = RunCommit.of(RunMove.CUT_SHORT).cutShortBy(reason);
    return reply.content().isEmpty()
        ? commit.with(
            step(call, StepStatus.COMPLETED, new StepDetails.NoAnswer(), reply.usage(), null),
            reply.usage())
        : reply(call, reply, commit);
  }

  private RunCommit reply(RunState.Calling call, ModelReply reply, RunCommit commit) {
    Origin origin =
        new Origin(call.run().id(), call.run().spec().assistantId(), commit.incomplete());
    MessageDraft message = drafts.reply(call.reply(), reply.content(), origin);
    StepDetails details = new StepDetails.MessageCreation(message.id());
    return commit
        .saying(message)
        .with(step(call, StepStatus.COMPLETED, details, reply.usage(), null), reply.usage());
  }

  private RunCommit failure(RunState state, ThreadkeepException error) {
    RunError reason = RunErrors.from(error);
    if (state instanceof RunState.Committing committing && committing.call() != null) {
      return failed(committing.call(), committing.spent(), reason);
    }
    int attempt = state.run().progress().attempts();
    RunCommit commit;
    if (error instanceof Retryable retryable && attempt < limits.maxAttempts()) {
      commit =
          RunCommit.of(RunMove.RETRY)
              .after(limits.backoff().delay(attempt, retryable.retryAfter(), random));
    } else {
      commit = RunCommit.of(RunMove.FAIL).because(reason);
    }
    return state instanceof RunState.Calling call
        ? commit.with(
            step(call, StepStatus.FAILED, new StepDetails.NoAnswer(), Usage.NONE, reason),
            Usage.NONE)
        : commit;
  }

  private RunCommit failed(RunState.Calling call, Usage usage, RunError reason) {
    return RunCommit.of(RunMove.FAIL)
        .because(reason)
        .with(step(call, StepStatus.FAILED, new StepDetails.NoAnswer(), usage, reason), usage);
  }

  /**
   * The attempt ends from outside; a call under way is on record, since its tokens may be on the
   * bill.
   */
  private RunCommit unfinished(RunState state, RunMove move) {
    RunCommit commit = RunCommit.of(move);
    if (state instanceof RunState.Calling call) {
      return commit.with(abandoned(call, Usage.NONE), Usage.NONE);
    } else if (state instanceof RunState.Committing committing && committing.call() != null) {
      return commit.with(abandoned(committing.call(), committing.spent()), committing.spent());
    }
    return commit;
  }

  private RunStep abandoned(RunState.Calling call, Usage spent) {
    return step(call, StepStatus.CANCELLED, new StepDetails.NoAnswer(), spent, null);
  }

  private RunStep step(
      RunState.Calling call,
      StepStatus status,
      StepDetails details,
      Usage usage,
      @Nullable RunError error) {
    Instant now = clock.instant();
    return new RunStep(
        call.step(),
        call.run().id(),
        call.run().progress().attempts(),
        call.since(),
        call.manifest(),
        new RunStep.Outcome(status, details, usage, error, now));
  }

  private static Transition commit(RunState state, RunCommit commit) {
    RunState.Calling call = state instanceof RunState.Calling calling ? calling : null;
    return new Transition(
        new RunState.Committing(state.run(), call, commit.usage()), new RunAction.Commit(commit));
  }

  private static Transition stop(Run run) {
    return new Transition(new RunState.Over(run), new RunAction.Stop());
  }
}
