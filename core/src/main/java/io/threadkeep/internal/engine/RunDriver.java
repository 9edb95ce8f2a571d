package io.threadkeep.internal.engine;

import io.threadkeep.context.ContextPolicies;
import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.PromptFrame;
import io.threadkeep.context.PromptSizes;
import io.threadkeep.error.Retryable;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.internal.time.Pause;
import io.threadkeep.run.IllegalRunMoveException;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelTransport;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what {@link RunMachine} decides, until it decides to stop. */
final class RunDriver {
  private static final Logger LOG = LoggerFactory.getLogger(RunDriver.class);
  private static final Duration FIRST_COMMIT_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_COMMIT_PAUSE = Duration.ofSeconds(2);

  private final RunMachine machine;
  private final ThreadStore store;
  private final ModelTransport transport;
  private final PromptSizes sizes;
  private final Pause pause;

  RunDriver(
      RunMachine machine,
      ThreadStore store,
      ModelTransport transport,
      PromptSizes sizes,
      Pause pause) {
    this.machine = machine;
    this.store = store;
    this.transport = transport;
    this.sizes = sizes;
    this.pause = pause;
  }

  /** Returns the run as it is when this attempt is over. */
  Run drive(HeldRun held) {
    Transition next = machine.begin(held.leased().run());
    while (!(next.action() instanceof RunAction.Stop)) {
      next = machine.step(next.state(), perform(next.action(), held));
    }
    return next.state().run();
  }

  private RunEvent perform(RunAction action, HeldRun held) {
    if (action instanceof RunAction.Commit commit) {
      return commit(commit.commit(), held);
    } else if (held.interruption() != Interruption.NONE) {
      return interrupted(held);
    } else if (action instanceof RunAction.CallModel call) {
      return call(call, held);
    }
    return readWindow(held);
  }

  private RunEvent readWindow(HeldRun held) {
    Run run = held.leased().run();
    return attempt(
        "reading the window",
        held,
        () -> {
          RunSpec spec = run.spec();
          ContextPolicy policy = ContextPolicies.parse(spec.context());
          PromptFrame frame =
              new PromptFrame(sizes.preamble(spec.instructions(), spec.tools()), sizes);
          return new RunEvent.WindowRead(
              policy.select(new StorePinnedLog(store.messages(), run), frame));
        });
  }

  private RunEvent call(RunAction.CallModel call, HeldRun held) {
    ModelCall underWay = held.callBegins(call.step(), call.reply());
    try {
      return attempt(
          "calling the model",
          held,
          () -> new RunEvent.Answered(transport.call(call.request(), underWay)));
    } finally {
      // The thread is ours: an interrupt is a transport's way of stopping its call. One that came
      // too late for that must not keep a paid answer from being stored.
      Thread.interrupted();
    }
  }

  private RunEvent attempt(String doing, HeldRun held, Supplier<RunEvent> work) {
    try {
      RunEvent event = work.get();
      return held.interruption() == Interruption.LOST ? new RunEvent.LeaseGone() : event;
    } catch (ThreadkeepException e) {
      return held.interruption() == Interruption.NONE ? new RunEvent.Failed(e) : interrupted(held);
    } catch (RuntimeException | Error e) {
      if (held.interruption() != Interruption.NONE) {
        LOG.debug("{}: stopped while {}", held.leased().lease().runId(), doing, e);
        return interrupted(held);
      }
      LOG.error("{}: an unexpected failure while {}", held.leased().lease().runId(), doing, e);
      return new RunEvent.Failed(new UnexpectedFailureException(doing, e));
    }
  }

  /** Writes until it is written or no longer ours to write: an answer has been paid for. */
  private RunEvent commit(RunCommit bare, HeldRun held) {
    RunCommit commit = held.stream().tell(bare);
    Duration wait = FIRST_COMMIT_PAUSE;
    while (held.interruption() != Interruption.LOST) {
      try {
        Run run = store.queue().commit(held.leased().lease(), commit);
        held.stream().stored(commit.events());
        return new RunEvent.Committed(run);
      } catch (LeaseLostException e) {
        LOG.warn("{}", e.getMessage());
        return new RunEvent.LeaseGone();
      } catch (IllegalRunMoveException e) {
        return e.status() == RunStatus.CANCELLING
            ? new RunEvent.CancelAsked()
            : new RunEvent.LeaseGone();
      } catch (ThreadkeepException e) {
        if (!(e instanceof Retryable)) {
          LOG.error("{}: {} cannot be stored", held.leased().lease().runId(), commit.move(), e);
          // Asking the model again would be paid for again and refused again: the run is to fail.
          return commit.move() == RunMove.FAIL ? new RunEvent.LeaseGone() : new RunEvent.Failed(e);
        }
        LOG.warn("{}: {}", held.leased().lease().runId(), e.getMessage());
      }
      if (!paused(wait)) {
        break;
      }
      wait = wait.multipliedBy(2);
      wait = wait.compareTo(LONGEST_COMMIT_PAUSE) > 0 ? LONGEST_COMMIT_PAUSE : wait;
    }
    return new RunEvent.LeaseGone();
  }

  private boolean paused(Duration wait) {
    try {
      pause.pause(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static RunEvent interrupted(HeldRun held) {
    return switch (held.interruption()) {
      case CANCEL -> new RunEvent.CancelAsked();
      case STOP -> new RunEvent.StopAsked();
      case LOST, NONE -> new RunEvent.LeaseGone();
    };
  }
}
