package io.threadkeep.internal.engine;

/** Lets a simulation call the rounds of an engine that was not started. */
public final class EngineRounds {
  private final Rounds rounds;

  public EngineRounds(RunEngine engine) {
    this.rounds = engine.rounds();
  }

  public void dispatch() {
    rounds.dispatch();
  }

  public void beat() {
    rounds.beat();
  }

  public void watch() {
    rounds.watch();
  }

  public void refreshGates() {
    rounds.refreshGates();
  }

  public void reap() {
    rounds.reap();
    rounds.sweep();
  }
}
