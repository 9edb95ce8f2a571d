package io.threadkeep.internal.engine;

/** Lets a simulation call the rounds of an engine that was not started. */
public final class EngineRounds {
  private final RunEngine engine;

  public EngineRounds(RunEngine engine) {
    this.engine = engine;
  }

  public void dispatch() {
    engine.dispatch();
  }

  public void beat() {
    engine.beat();
  }

  public void watch() {
    engine.watch();
  }

  public void refreshGates() {
    engine.refreshGates();
  }

  public void reap() {
    engine.reap();
  }
}
