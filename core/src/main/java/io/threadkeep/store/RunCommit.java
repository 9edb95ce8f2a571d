package io.threadkeep.store;

import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.Usage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a worker writes with one move, in one transaction.
 *
 * @param move one of {@link RunMove.Mover#WORKER}'s
 * @param messages to append, such as the reply
 * @param steps to add, or to put in the place of those with the same ids
 * @param usage to add to the run's
 * @param delay before a run that goes back to the queue may be claimed
 * @param events to tell of it
 */
public record RunCommit(
    RunMove move,
    List<MessageDraft> messages,
    List<RunStep> steps,
    Usage usage,
    @Nullable RunError error,
    @Nullable IncompleteReason incomplete,
    Duration delay,
    NewEvents events) {
  public RunCommit {
    if (move.mover() != RunMove.Mover.WORKER) {
      throw new IllegalArgumentException(move + " is not a worker's move.");
    }
    messages = List.copyOf(messages);
    steps = List.copyOf(steps);
  }

  /** The bare move. */
  public static RunCommit of(RunMove move) {
    return new RunCommit(
        move, List.of(), List.of(), Usage.NONE, null, null, Duration.ZERO, NewEvents.NONE);
  }

  public RunCommit with(RunStep step, Usage stepUsage) {
    return with(List.of(step), stepUsage);
  }

  public RunCommit with(List<RunStep> newSteps, Usage newUsage) {
    return new RunCommit(move, messages, newSteps, newUsage, error, incomplete, delay, events);
  }

  public RunCommit saying(MessageDraft message) {
    return saying(List.of(message));
  }

  public RunCommit saying(List<MessageDraft> newMessages) {
    return new RunCommit(move, newMessages, steps, usage, error, incomplete, delay, events);
  }

  public RunCommit because(@Nullable RunError newError) {
    return new RunCommit(move, messages, steps, usage, newError, incomplete, delay, events);
  }

  public RunCommit cutShortBy(IncompleteReason reason) {
    return new RunCommit(move, messages, steps, usage, error, reason, delay, events);
  }

  public RunCommit after(Duration newDelay) {
    return new RunCommit(move, messages, steps, usage, error, incomplete, newDelay, events);
  }

  public RunCommit telling(NewEvents newEvents) {
    return new RunCommit(move, messages, steps, usage, error, incomplete, delay, newEvents);
  }
}
