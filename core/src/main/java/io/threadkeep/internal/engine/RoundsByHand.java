package io.threadkeep.internal.engine;

import io.threadkeep.run.Run;
import java.util.Optional;

/**
 * The rounds of an engine that was not started, for whoever calls them in the place of its threads.
 * Meant for an engine whose parts bring no threads either: what is dispatched has then been carried
 * out.
 */
public final class RoundsByHand {
  private final Dispatcher dispatcher;
  private final Rounds rounds;
  private final HeldRuns held;

  RoundsByHand(Dispatcher dispatcher, Rounds rounds, HeldRuns held) {
    this.dispatcher = dispatcher;
    this.rounds = rounds;
    this.held = held;
  }

  /**
   * Claims the next run that is due, and has it carried out.
   *
   * @return the run as it was left; nothing if none is due, or the engine is closed
   */
  public Optional<Run> dispatchOne() {
    return dispatcher.dispatchOne().map(claimed -> claimed.outcome().join().run());
  }

  /** Whether a run is being carried out. */
  public boolean isAtWork() {
    return !held.all().isEmpty();
  }

  public boolean isClosed() {
    return dispatcher.isStopped();
  }

  /** Looks after the runs, here and in the store: what threads do again and again, once. */
  public void lookAfterAll() {
    rounds.refreshGates();
    rounds.beat();
    rounds.watch();
    rounds.flush();
    rounds.reap();
    rounds.sweep();
    rounds.retain();
  }

  /** Tells those who listen how things stand. */
  public void sample() {
    rounds.sample();
  }
}
