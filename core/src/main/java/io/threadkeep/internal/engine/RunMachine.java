package io.threadkeep.internal.engine;

import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.context.ContextWindow;
import io.threadkeep.context.PromptBudgetSpentException;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.internal.engine.RunState.Unwritten;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.Usage;
import io.threadkeep.store.RunCommit;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an attempt at a run does next: from a state and the outcome of an action to the next
 * state and one action. Does nothing itself; what it writes is put together by {@link
 * CommitDrafts}.
 */
final class RunMachine {
  private static final RunError NOTHING_TO_ANSWER =
      new RunError(
          RunError.Code.INVALID_PROMPT,
          "A run needs a thread with a message or an assistant with instructions; this one has neither.");

  private final Duration modelTimeout;
  private final RoundBounds bounds;
  private final RetryRule retries;
  private final CommitDrafts drafts;

  RunMachine(Duration modelTimeout, RoundBounds bounds, RetryRule retries, CommitDrafts drafts) {
    this.modelTimeout = modelTimeout;
    this.bounds = bounds;
    this.retries = retries;
    this.drafts = drafts;
  }

  /**
   * @param anew whether nobody had claimed the run before
   */
  Transition begin(Run run, boolean anew) {
    if (anew) {
      retries.begun();
    }
    return run.progress().advances() == 0
        ? read(run, Tally.NONE)
        : new Transition(new RunState.TakingUp(run), new RunAction.TakeUp());
  }

  Transition step(RunState state, ActionOutcome outcome) {
    if (outcome instanceof ActionOutcome.LeaseGone) {
      return stop(state.run());
    } else if (outcome instanceof ActionOutcome.Committed committed) {
      return written(state, committed.run());
    } else if (outcome instanceof ActionOutcome.CancelAsked asked) {
      return end(state, RunMove.CONFIRM_CANCEL, unwritten(state, asked.remains()), null);
    } else if (outcome instanceof ActionOutcome.TimeIsUp up) {
      return end(state, RunMove.TIME_UP, unwritten(state, up.remains()), null);
    } else if (outcome instanceof ActionOutcome.StopAsked) {
      return end(state, RunMove.RELEASE, unwritten(state, Remains.NONE), null);
    } else if (outcome instanceof ActionOutcome.AtGate gate) {
      return park(state, gate.left());
    } else if (outcome instanceof ActionOutcome.Failed failed) {
      return failure(state, failed);
    }
    return goOn(state, outcome);
  }

  private Transition goOn(RunState state, ActionOutcome outcome) {
    if (outcome instanceof ActionOutcome.TakenUp up && state instanceof RunState.TakingUp) {
      return up.open() == null
          ? read(state.run(), up.tally())
          : act(state.run(), up.tally(), up.open());
    } else if (outcome instanceof ActionOutcome.WindowRead read
        && state instanceof RunState.Reading reading) {
      return read.window().messages().isEmpty() && state.run().spec().instructions().isEmpty()
          ? end(state, RunMove.FAIL, Unwritten.NOTHING, NOTHING_TO_ANSWER)
          : call(reading, read.window());
    } else if (outcome instanceof ActionOutcome.Answered answered
        && state instanceof RunState.Calling calling) {
      return answer(calling, answered.reply());
    } else if (outcome instanceof ActionOutcome.CarriedOut out
        && state instanceof RunState.Acting acting) {
      return results(acting, out);
    }
    // Their names alone: what they hold is what was said.
    throw new IllegalStateException(
        outcome.getClass().getSimpleName()
            + " cannot happen in "
            + state.getClass().getSimpleName()
            + ".");
  }

  /** Unless the run's budget is spent: its next prompt, or its next answer, would have no room. */
  private Transition read(Run run, Tally tally) {
    RunState reading = new RunState.Reading(run, tally);
    IncompleteReason spent = run.spec().budget().spentBy(run.usage());
    return spent == null
        ? new Transition(reading, new RunAction.ReadWindow())
        : commit(reading, drafts.cutShort(spent), Unwritten.NOTHING);
  }

  private static Transition act(Run run, Tally tally, Round round) {
    return new Transition(new RunState.Acting(run, tally, round), new RunAction.CarryOut(round));
  }

  private Transition call(RunState.Reading reading, ContextWindow window) {
    Run run = reading.run();
    Call call = drafts.call(window.manifest());
    RunSpec spec = run.spec();
    // Forced once: a model that must call a tool each time would never come to an answer.
    ToolChoice choice = reading.tally().rounds() == 0 ? spec.toolChoice() : new ToolChoice.Auto();
    ModelSettings settings = spec.settings();
    ModelRequest request =
        new ModelRequest(
            settings.withMaxCompletionTokens(
                spec.budget().completionLeft(run.usage(), settings.maxCompletionTokens())),
            spec.instructions(),
            window.messages(),
            spec.tools(),
            choice,
            modelTimeout,
            PromptCacheKey.of(run));
    return new Transition(
        new RunState.Calling(run, reading.tally(), call), new RunAction.CallModel(call, request));
  }

  private Transition answer(RunState.Calling state, ModelReply reply) {
    Unwritten unwritten = Unwritten.of(state.call(), Remains.said(reply.content()), reply.usage());
    IncompleteReason cutOff = cutOffBy(reply);
    if (cutOff == null && reply.hasToolCalls()) {
      // No call could follow that is told what the tools have done.
      cutOff = state.run().spec().budget().spentBy(state.run().usage().plus(reply.usage()));
    }
    try {
      return reply.hasToolCalls() && cutOff == null
          ? round(state, reply, unwritten)
          : commit(state, drafts.reply(state, reply, cutOff), unwritten);
    } catch (InvalidInputException e) {
      return end(
          state,
          RunMove.FAIL,
          unwritten.unsaid(),
          new RunError(
              RunError.Code.SERVER_ERROR,
              "The model's answer cannot be stored. " + e.getMessage()));
    }
  }

  private Transition round(RunState.Calling state, ModelReply reply, Unwritten unwritten) {
    Tally tally = state.tally().plus(reply.toolCalls().size());
    RunError excess = bounds.excess(tally, reply.toolCalls().size());
    if (excess != null) {
      return end(state, RunMove.FAIL, unwritten, excess);
    }
    CommitDrafts.Begun begun = drafts.round(state, ToolCallIds.distinct(reply));
    return new Transition(
        new RunState.Committing(state.run(), tally, begun.commit(), unwritten, begun.round()),
        new RunAction.Commit(begun.commit()));
  }

  private Transition results(RunState.Acting state, ActionOutcome.CarriedOut out) {
    RunState counted =
        new RunState.Acting(state.run(), state.tally().withMisfits(out.misfits()), state.round());
    return commit(
        counted,
        drafts.results(state, out.results()),
        Unwritten.of(state.round(), Remains.results(out.results())));
  }

  private Transition written(RunState state, Run run) {
    if (state instanceof RunState.Committing committing
        && committing.commit().move() == RunMove.ADVANCE) {
      return committing.next() == null
          ? read(run, committing.tally())
          : act(run, committing.tally(), committing.next());
    }
    return stop(run);
  }

  private Transition failure(RunState state, ActionOutcome.Failed failed) {
    ThreadkeepException error = failed.error();
    if (error instanceof PromptBudgetSpentException && state instanceof RunState.Reading) {
      return commit(state, drafts.cutShort(IncompleteReason.MAX_PROMPT_TOKENS), Unwritten.NOTHING);
    }
    RunError reason = RunErrors.from(error);
    if (state instanceof RunState.Committing committing) {
      return end(state, RunMove.FAIL, committing.unwritten().unsaid(), reason);
    }
    Unwritten unwritten = unwritten(state, failed.remains());
    RetryRule.Verdict verdict = retries.judge(error, state.run().progress().attempts());
    RunCommit commit = drafts.end(state.run(), verdict.move(), unwritten, reason);
    return commit(state, commit.after(verdict.delay()), unwritten);
  }

  /** Nothing was done: the run waits for its model, and has its attempt back. */
  private Transition park(RunState state, Duration left) {
    RunCommit commit = drafts.end(state.run(), RunMove.RELEASE, Unwritten.NOTHING, null);
    return commit(state, commit.after(left), Unwritten.NOTHING);
  }

  private Transition end(
      RunState state, RunMove move, Unwritten unwritten, @Nullable RunError reason) {
    return commit(state, drafts.end(state.run(), move, unwritten, reason), unwritten);
  }

  /** What of the action under way, or of the commit that something got in before, is on record. */
  private static Unwritten unwritten(RunState state, Remains remains) {
    if (state instanceof RunState.Calling calling) {
      return Unwritten.of(calling.call(), remains, Usage.NONE);
    } else if (state instanceof RunState.Acting acting) {
      return Unwritten.of(acting.round(), remains);
    }
    return state instanceof RunState.Committing committing
        ? committing.unwritten()
        : Unwritten.NOTHING;
  }

  private static Transition commit(RunState state, RunCommit commit, Unwritten unwritten) {
    return new Transition(
        new RunState.Committing(state.run(), tally(state), commit, unwritten, null),
        new RunAction.Commit(commit));
  }

  private static Tally tally(RunState state) {
    if (state instanceof RunState.Calling calling) {
      return calling.tally();
    }
    return state instanceof RunState.Acting acting ? acting.tally() : Tally.NONE;
  }

  private static Transition stop(Run run) {
    return new Transition(new RunState.Over(run), new RunAction.Stop());
  }

  private static @Nullable IncompleteReason cutOffBy(ModelReply reply) {
    return switch (reply.finish()) {
      case STOP, TOOL_CALLS -> null;
      case LENGTH -> IncompleteReason.MAX_COMPLETION_TOKENS;
      case CONTENT_FILTER -> IncompleteReason.CONTENT_FILTER;
    };
  }
}
