package io.threadkeep.internal.engine;

import io.threadkeep.internal.time.Alarms;
import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.internal.time.Pause;
import java.time.InstantSource;

/** All that the engine knows of time: it decides nothing by any other clock. */
public record EngineTime(
    InstantSource clock, MonotonicClock monotonic, Pause pause, Alarms alarms) {}
