package io.threadkeep.internal.engine;

/** One step of {@link RunMachine}. */
record Transition(RunState state, RunAction action) {}
