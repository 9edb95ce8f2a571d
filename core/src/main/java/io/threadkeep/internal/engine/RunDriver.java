package io.threadkeep.internal.engine;

import io.threadkeep.context.ContextWindow;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.run.IllegalRunMoveException;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.CommittedRun;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.transport.ModelCall;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what {@link RunMachine} decides, until it decides to stop. */
final class RunDriver {
  private static final Logger LOG = LoggerFactory.getLogger(RunDriver.class);

  private final RunMachine machine;
  private final ThreadStore store;
  private final GatedModel model;
  private final Windows windows;
  private final PatientWrites writes;
  private final ToolHands tools;
  private final ModelCalls calls;
  private final Listeners listeners;

  RunDriver(
      RunMachine machine,
      ThreadStore store,
      GatedModel model,
      Windows windows,
      PatientWrites writes,
      ToolHands tools,
      ModelCalls calls,
      Listeners listeners) {
    this.machine = machine;
    this.store = store;
    this.model = model;
    this.windows = windows;
    this.writes = writes;
    this.tools = tools;
    this.calls = calls;
    this.listeners = listeners;
  }

  /**
   * Returns the run as it is when this attempt is over; null if another thread goes on with it,
   * since this one was given up in a call that did not return.
   */
  @Nullable Run drive(HeldRun held) {
    return goOn(held, machine.begin(held.leased().run(), held.leased().lease().token() == 1));
  }

  /** Goes on in the place of a thread that was given up. */
  @Nullable Run goOn(HeldRun held, RunState state, ActionOutcome outcome) {
    return goOn(held, machine.step(state, outcome));
  }

  private @Nullable Run goOn(HeldRun held, Transition from) {
    Transition next = from;
    while (!(next.action() instanceof RunAction.Stop)) {
      ActionOutcome outcome = perform(next, held);
      if (outcome == null) {
        return null;
      }
      next = machine.step(next.state(), outcome);
    }
    return next.state().run();
  }

  private @Nullable ActionOutcome perform(Transition next, HeldRun held) {
    RunAction action = next.action();
    if (action instanceof RunAction.Commit commit) {
      return commit(commit.commit(), held);
    } else if (held.interruption() != Interruption.NONE) {
      return held.brokenOff(Remains.NONE);
    } else if (action instanceof RunAction.CallModel call) {
      return enterAndCall(next.state(), call, held);
    } else if (action instanceof RunAction.CarryOut carryOut) {
      return attempt(
          "carrying out tools",
          held,
          () -> tools.carryOut(next.state().run(), carryOut.round(), held));
    } else if (action instanceof RunAction.TakeUp) {
      return attempt("taking the run up", held, () -> LeftBehind.read(store, next.state().run()));
    }
    return readWindow(next.state().run(), held);
  }

  private ActionOutcome readWindow(Run run, HeldRun held) {
    return attempt(
        "reading the window",
        held,
        () -> {
          ContextWindow window = windows.of(run);
          held.shows(window);
          return new ActionOutcome.WindowRead(window);
        });
  }

  private @Nullable ActionOutcome enterAndCall(
      RunState state, RunAction.CallModel action, HeldRun held) {
    ActionOutcome gate = attempt("waiting for the model", held, () -> model.enter(action, held));
    if (gate instanceof ActionOutcome.AtGate entry && entry.isOpen()) {
      return call(state, action, entry.reserved(), held);
    }
    if (held.interruption() != Interruption.NONE) {
      return held.brokenOff(Remains.NONE);
    }
    // What an earlier call of the run has said is on record already.
    return gate instanceof ActionOutcome.Failed failed
        ? new ActionOutcome.Failed(failed.error(), Remains.NONE)
        : gate;
  }

  private @Nullable ActionOutcome call(
      RunState state, RunAction.CallModel action, @Nullable Reservation reserved, HeldRun held) {
    ModelCall underWay = held.callBegins(action.call().step(), action.call().message());
    ModelCalls.Entry entry = calls.enter(held, state);
    ActionOutcome outcome =
        attempt(
            "calling the model",
            held,
            () ->
                new ActionOutcome.Answered(
                    // Whatever is slow behind the model's answer is not the model.
                    model.call(action, reserved, held, underWay, () -> calls.leave(entry))));
    return entry.isLeft() ? outcome : null;
  }

  private ActionOutcome attempt(String doing, HeldRun held, Supplier<ActionOutcome> work) {
    try {
      ActionOutcome outcome = work.get();
      return held.interruption() == Interruption.LOST ? new ActionOutcome.LeaseGone() : outcome;
    } catch (LeaseLostException e) {
      return lost(held, e);
    } catch (ThreadkeepException e) {
      return held.interruption() == Interruption.NONE
          ? new ActionOutcome.Failed(e, held.remains())
          : held.brokenOff(held.remains());
    } catch (RuntimeException | Error e) {
      if (held.interruption() != Interruption.NONE) {
        LOG.debug("{}: stopped while {}", held.leased().lease().runId(), doing, e);
        return held.brokenOff(held.remains());
      }
      LOG.error("{}: an unexpected failure while {}", held.leased().lease().runId(), doing, e);
      return new ActionOutcome.Failed(new UnexpectedFailureException(doing, e), held.remains());
    }
  }

  private ActionOutcome lost(HeldRun held, LeaseLostException e) {
    LOG.warn("{}", e.getMessage());
    listeners.tell(listener -> listener.leaseLost(held.leased()));
    return new ActionOutcome.LeaseGone();
  }

  /** Written until it is written or no longer ours to write: an answer has been paid for. */
  private ActionOutcome commit(RunCommit bare, HeldRun held) {
    RunCommit commit = held.stream().tell(bare);
    try {
      CommittedRun committed =
          writes.write(held, () -> store.queue().commit(held.leased().lease(), commit));
      if (committed == null) {
        return new ActionOutcome.LeaseGone();
      }
      Run written = committed.run();
      held.stream().isStored(commit.events());
      held.wrote(commit.steps(), committed.messages());
      if (commit.move() == RunMove.RETRY || commit.move() == RunMove.RELEASE) {
        listeners.tell(listener -> listener.runHandedBack(written, commit.move(), commit.delay()));
      }
      return new ActionOutcome.Committed(written);
    } catch (LeaseLostException e) {
      return lost(held, e);
    } catch (IllegalRunMoveException e) {
      return e.status() == RunStatus.CANCELLING
          ? new ActionOutcome.CancelAsked(Remains.NONE)
          : new ActionOutcome.LeaseGone();
    } catch (ThreadkeepException e) {
      LOG.error("{}: {} cannot be stored", held.leased().lease().runId(), commit.move(), e);
      // Asking the model again would be paid for again and refused again: the run is to fail.
      return commit.move() == RunMove.FAIL
          ? new ActionOutcome.LeaseGone()
          : new ActionOutcome.Failed(e, Remains.NONE);
    }
  }
}
