package io.threadkeep.kit.simulation;

/** Ends whatever a process was doing when it died. */
final class SimulatedCrash extends Error {
  private static final long serialVersionUID = 1L;

  SimulatedCrash() {
    super("The process has died.", null, false, false);
  }
}
